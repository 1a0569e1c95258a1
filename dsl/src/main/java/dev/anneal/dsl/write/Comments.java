package dev.anneal.dsl.write;

import dev.anneal.engine.spec.Places;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The comments of a file, each with what it is written above. One that stands behind something, or above what has no
 * place of its own, such as an item of a list, goes to the next thing that has one, or to the file's end.
 *
 * @param head the lines above everything
 * @param parts by the path of what they belong to
 * @param tail the lines below everything
 */
record Comments(List<String> head, Map<String, List<String>> parts, List<String> tail) {

    static final Comments NONE = new Comments(List.of(), Map.of(), List.of());

    Comments {
        head = List.copyOf(head);
        parts = Map.copyOf(parts);
        tail = List.copyOf(tail);
    }

    /**
     * One line of a comment.
     *
     * @param line in the file, from 1
     * @param behind whether something stands before it in its line
     */
    record Line(int line, boolean behind, String text) {}

    List<String> of(String path) {
        return parts.getOrDefault(path, List.of());
    }

    boolean has(String path) {
        return parts.containsKey(path);
    }

    /** Gives each line to what is written below it, or before it in the same line. */
    static Comments attached(List<Line> lines, List<Document> documents, Places places) {
        List<Anchor> anchors = anchors(documents, places);
        int headEnds = headEnds(
                lines, anchors.isEmpty() ? Integer.MAX_VALUE : anchors.get(0).line());
        List<String> head = new ArrayList<>();
        List<String> tail = new ArrayList<>();
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Line comment = lines.get(i);
            if (i < headEnds) {
                head.add(comment.text());
                continue;
            }
            anchors.stream()
                    .filter(anchor -> anchor.line() >= comment.line())
                    .findFirst()
                    .map(anchor -> parts.computeIfAbsent(anchor.path(), path -> new ArrayList<>()))
                    .orElse(tail)
                    .add(comment.text());
        }
        return new Comments(head, parts, tail);
    }

    private record Anchor(int line, String path) {}

    /** In the file's order, the outermost first where several begin in a line. */
    private static List<Anchor> anchors(List<Document> documents, Places places) {
        List<Anchor> anchors = new ArrayList<>();
        for (Document document : documents) {
            anchor(document.name(), places, anchors);
            document.header().forEach(word -> anchor(word.path(), places, anchors));
            for (Document.Section section : document.sections()) {
                if (section instanceof Document.Section.Words words) {
                    words.words().forEach(word -> anchor(word, places, anchors));
                } else {
                    for (Document.Part part : ((Document.Section.Parts) section).parts()) {
                        anchor(part.path(), places, anchors);
                        part.words().forEach(word -> anchor(word, places, anchors));
                    }
                }
            }
        }
        anchors.sort(java.util.Comparator.comparingInt(Anchor::line));
        return anchors;
    }

    private static void anchor(Said word, Places places, List<Anchor> anchors) {
        anchor(word.path(), places, anchors);
        if (word.content() instanceof Said.Content.Words words) {
            words.words().forEach(inner -> anchor(inner, places, anchors));
        }
    }

    private static void anchor(String path, Places places, List<Anchor> anchors) {
        places.exactly(path).ifPresent(place -> anchors.add(new Anchor(place.line(), path)));
    }

    /** How many lines stand above everything with an empty line below them. */
    private static int headEnds(List<Line> lines, int first) {
        int ends = 0;
        for (int i = 0; i < lines.size() && lines.get(i).line() < first; i++) {
            int next = i + 1 < lines.size() ? Math.min(lines.get(i + 1).line(), first) : first;
            if (next > lines.get(i).line() + 1) {
                ends = i + 1;
            }
        }
        return ends;
    }
}
