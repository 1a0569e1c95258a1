package dev.anneal.runner.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Columns of text, as wide as what stands in them; numbers to the right where the column says so. */
final class TableText {

    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

    /** A last column is not cut below this. */
    private static final int LEAST_CUT = 20;

    private final List<String> heads;
    private final List<Boolean> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** @param heads one a column; a head that begins with {@code >} is of a column set to the right */
    TableText(String... heads) {
        this.heads = new ArrayList<>();
        for (String head : heads) {
            right.add(head.startsWith(">"));
            this.heads.add(head.startsWith(">") ? head.substring(1) : head);
        }
    }

    void row(String... cells) {
        rows.add(Arrays.asList(cells));
    }

    boolean empty() {
        return rows.isEmpty();
    }

    /** Prints the table; on a terminal that is too narrow for it, its last column is cut. */
    void print(PrintWriter out, Terminal terminal) {
        int[] widths = new int[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(heads.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        int last = widths.length - 1;
        int before = 2 * last;
        for (int i = 0; i < last; i++) {
            before += widths[i];
        }
        widths[last] = Math.min(widths[last], Math.max(LEAST_CUT, terminal.tableWidth() - before));
        out.println(terminal.dim(line(heads, widths)));
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean last = i == cells.size() - 1;
            String cell =
                    last && length(cells.get(i)) > widths[i] ? Texts.brief(cells.get(i), widths[i]) : cells.get(i);
            String padding = " ".repeat(widths[i] - length(cell));
            line.append(i == 0 ? "" : "  ");
            line.append(right.get(i) ? padding + cell : cell + (last ? "" : padding));
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        String bare = text.indexOf('\u001b') < 0 ? text : STYLE.matcher(text).replaceAll("");
        return bare.codePointCount(0, bare.length());
    }
}
