package dev.anneal.dsl.graph;

import dev.anneal.dsl.graph.Picture.Box;
import java.util.ArrayList;
import java.util.List;

/** The lines of a box: its name, its type, what is special about it, and what a run made of it. */
final class BoxText {

    private BoxText() {}

    static List<String> lines(Box box) {
        List<String> lines = new ArrayList<>();
        lines.add(box.name());
        lines.add(box.type());
        if (!box.badges().isEmpty()) {
            lines.add(String.join(" · ", box.badges()));
        }
        if (box.mark() != null) {
            lines.add(state(box.mark()));
        }
        return lines;
    }

    static String state(TaskMark mark) {
        return mark.symbol() + " " + mark.state() + (mark.note().isEmpty() ? "" : " · " + mark.note());
    }
}
