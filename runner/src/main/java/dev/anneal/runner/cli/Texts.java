package dev.anneal.runner.cli;

import dev.anneal.engine.spec.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times and amounts as people read them. */
final class Texts {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Texts() {}

    /** {@code just now}, {@code 5 min ago}, {@code 3 h ago}, {@code 2 d ago}. */
    static String ago(Instant then, Instant now) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < 10) {
            return "just now";
        } else if (seconds < 60) {
            return seconds + " s ago";
        } else if (seconds < 3_600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h ago" : seconds / 86_400 + " d ago";
    }

    /** Nothing where the clock was set back in between: it cannot be told then. */
    static String between(@Nullable Instant start, @Nullable Instant end) {
        return start == null || end == null || end.isBefore(start)
                ? ""
                : Durations.forPeople(Duration.between(start, end));
    }

    /** {@code 2.1 MB}, in powers of 1,000. */
    static String bytes(long size) {
        double amount = (double) size;
        int unit = 0;
        while (amount >= 1_000 && unit < UNITS.length - 1) {
            amount /= 1_000;
            unit++;
        }
        return unit == 0
                ? size + " B"
                : String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
    }

    /** {@code 12,500}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 run}, {@code 12,500 runs}. @param noun whose plural ends in s */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 0.871}. */
    static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** {@code (from 0, to 5,000)} after a space, at most {@code width} characters within the brackets; empty where there are none. */
    static String parameters(Map<String, Object> parameters, int width) {
        List<String> parts = new ArrayList<>();
        parameters.forEach((name, value) -> parts.add(name + " " + value(value)));
        return parts.isEmpty() ? "" : " (" + brief(String.join(", ", parts), width) + ")";
    }

    /** A plain value: whole numbers in groups of three, long fractions to three places. */
    static String value(Object value) {
        if (value instanceof BigDecimal number) {
            BigDecimal bare = number.stripTrailingZeros();
            return bare.scale() <= 0
                    ? String.format(Locale.ROOT, "%,d", bare.toBigInteger())
                    : bare.scale() > 4 ? share(bare.doubleValue()) : bare.toPlainString();
        }
        return String.valueOf(value);
    }

    /** The text in lines of at most {@code width} characters, broken between words; a longer word stands alone. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** One line of at most {@code width} characters. */
    static String brief(String text, int width) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
    }
}
