package dev.anneal.dsl.graph;

import dev.anneal.dsl.graph.Picture.Arrow;
import dev.anneal.dsl.graph.Picture.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A picture as a Mermaid flowchart. */
public final class MermaidText {

    private MermaidText() {}

    public static String of(Picture picture) {
        StringBuilder text = new StringBuilder("---\ntitle: " + quoted(picture.title()) + "\n---\nflowchart LR\n");
        Map<String, String> ids = new HashMap<>();
        picture.boxes().forEach(box -> ids.put(box.name(), "t" + ids.size()));
        boxes(picture.boxes().stream().filter(box -> !box.always()).toList(), ids, "    ", text);
        List<Box> always = picture.boxes().stream().filter(Box::always).toList();
        if (!always.isEmpty()) {
            text.append("    subgraph always\n");
            boxes(always, ids, "        ", text);
            text.append("    end\n");
        }
        for (Arrow arrow : picture.arrows()) {
            String line = arrow.outputs().isEmpty() ? " -.-> " : " -->|" + quoted(arrow.label()) + "| ";
            text.append("    ")
                    .append(ids.get(arrow.from()))
                    .append(line)
                    .append(ids.get(arrow.to()))
                    .append('\n');
        }
        return text.toString();
    }

    private static void boxes(List<Box> boxes, Map<String, String> ids, String indent, StringBuilder text) {
        for (Box box : boxes) {
            text.append(indent)
                    .append(ids.get(box.name()))
                    .append("[\"")
                    .append(escaped(String.join("\n", BoxText.lines(box))).replace("\n", "<br>"))
                    .append("\"]\n");
        }
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        return text.replace("&", "#amp;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace("`", "#96;");
    }
}
