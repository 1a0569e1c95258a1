package dev.anneal.runner.cli;

import dev.anneal.runner.app.life.Life;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy over time as characters: what served stands as its version's number (from 10 on a letter), what the first version
 * would have done as a dot where it differs.
 */
final class AccuracyChart {

    private static final int LINES = 9;

    private AccuracyChart() {}

    static void print(List<Life.Stretch> stretches, Terminal terminal) {
        PrintWriter out = terminal.out();
        double least = 1;
        for (Life.Stretch stretch : stretches) {
            Double unhealed = stretch.unhealed();
            least = Math.min(least, Math.min(stretch.healed(), unhealed == null ? 1 : unhealed));
        }
        double bottom = Math.floor(least * 10) / 10;
        double step = (1 - bottom) / (LINES - 1);
        for (int line = LINES - 1; line >= 0; line--) {
            double level = bottom + line * step;
            StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %.2f ", level));
            for (Life.Stretch stretch : stretches) {
                text.append(mark(stretch, line, bottom, step, terminal));
            }
            out.println(text.toString().stripTrailing());
        }
        String first = Texts.count(stretches.get(0).from());
        String last = Texts.count(stretches.get(stretches.size() - 1).to());
        int gap = Math.max(1, stretches.size() - first.length() - last.length());
        out.println("       " + terminal.dim(first + " ".repeat(gap) + last));
        out.println("       " + terminal.dim("digits: version that served; dots: the first version, had it stayed"));
    }

    private static String mark(Life.Stretch stretch, int line, double bottom, double step, Terminal terminal) {
        if (lineOf(stretch.healed(), bottom, step) == line) {
            String version = stretch.version();
            return terminal.green(digit(version));
        }
        Double unhealed = stretch.unhealed();
        return unhealed != null && lineOf(unhealed, bottom, step) == line ? terminal.dim("·") : " ";
    }

    /** The version's number as one character: 1 to 9, then a to z, then from 0 on again. */
    private static String digit(String version) {
        int number = Integer.parseInt(version.substring(version.lastIndexOf('@') + 1));
        return String.valueOf(Character.forDigit(number % 36, 36));
    }

    private static int lineOf(double value, double bottom, double step) {
        return (int) Math.round((value - bottom) / step);
    }
}
