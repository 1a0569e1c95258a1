package dev.anneal.dsl.graph;

import dev.anneal.dsl.graph.Picture.Arrow;
import dev.anneal.dsl.graph.Picture.Box;

/** A picture in Graphviz's DOT. */
public final class DotText {

    private DotText() {}

    public static String of(Picture picture) {
        StringBuilder text = new StringBuilder("digraph " + quoted(picture.title()) + " {\n    rankdir=LR;\n");
        text.append("    node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\"];\n");
        text.append("    edge [fontname=\"sans-serif\", fontsize=10];\n");
        picture.boxes().stream().filter(box -> !box.always()).forEach(box -> box(box, "    ", text));
        if (picture.boxes().stream().anyMatch(Box::always)) {
            text.append("    subgraph cluster_always {\n        label=\"always\";\n        style=dashed;\n");
            picture.boxes().stream().filter(Box::always).forEach(box -> box(box, "        ", text));
            text.append("    }\n");
        }
        for (Arrow arrow : picture.arrows()) {
            String line = arrow.outputs().isEmpty() ? "style=dashed" : "label=" + quoted(arrow.label());
            text.append("    ")
                    .append(quoted(arrow.from()))
                    .append(" -> ")
                    .append(quoted(arrow.to()))
                    .append(" [")
                    .append(line)
                    .append("];\n");
        }
        return text.append("}\n").toString();
    }

    private static void box(Box box, String indent, StringBuilder text) {
        text.append(indent)
                .append(quoted(box.name()))
                .append(" [label=")
                .append(quoted(String.join("\n", BoxText.lines(box))));
        if (box.mark() != null) {
            text.append(", fillcolor=\"")
                    .append(Theme.LIGHT.fill(box.mark().state()))
                    .append('"');
        }
        text.append("];\n");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
