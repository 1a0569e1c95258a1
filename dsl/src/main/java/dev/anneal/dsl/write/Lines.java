package dev.anneal.dsl.write;

import java.util.List;

/** A file while it is written, line by line. */
final class Lines {

    private static final int WIDTH = 110;

    private final StringBuilder text = new StringBuilder();
    private final String comment;
    private final String step;

    /**
     * @param comment what begins a comment
     * @param step by which a level is indented
     */
    Lines(String comment, String step) {
        this.comment = comment;
        this.step = step;
    }

    static boolean fits(int level, String step, String line) {
        return level * step.length() + line.length() <= WIDTH && line.indexOf('\n') < 0;
    }

    void add(int level, String line) {
        text.append(step.repeat(line.isEmpty() ? 0 : level)).append(line).append('\n');
    }

    /** An empty line, unless there is one already. */
    void blank() {
        int end = text.length();
        if (end > 0 && !(end > 1 && text.charAt(end - 2) == '\n')) {
            text.append('\n');
        }
    }

    void comments(int level, List<String> comments) {
        comments.forEach(line -> add(level, line.isEmpty() ? comment : comment + " " + line));
    }

    /** What stands above everything, with an empty line below. */
    void head(List<String> comments) {
        comments(0, comments);
        if (!comments.isEmpty()) {
            blank();
        }
    }

    String text() {
        return text.toString();
    }
}
