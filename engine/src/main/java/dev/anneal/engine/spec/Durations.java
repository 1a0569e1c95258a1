package dev.anneal.engine.spec;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as workflow files write them: {@code 250ms 90s 30m 6h 2d}, or parts together, {@code 1h30m}. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d+(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private Durations() {}

    /** Empty where the text is not a duration. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > 40 || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            Duration total = Duration.ZERO;
            Matcher part = PART.matcher(text);
            while (part.find()) {
                long amount = Long.parseLong(part.group(1));
                total = total.plus(
                        switch (part.group(2)) {
                            case "ms" -> Duration.ofMillis(amount);
                            case "s" -> Duration.ofSeconds(amount);
                            case "m" -> Duration.ofMinutes(amount);
                            case "h" -> Duration.ofHours(amount);
                            default -> Duration.ofDays(amount);
                        });
            }
            return Optional.of(total);
        } catch (ArithmeticException | NumberFormatException overflow) {
            return Optional.empty();
        }
    }

    /** As a workflow file writes it, so that it reads back the same: {@code 90s}, {@code 2d}, {@code 2h10m}. Whole milliseconds. */
    public static String text(Duration duration) {
        for (Unit unit : Unit.values()) {
            boolean whole = duration.toMillis() % unit.millis == 0;
            if (whole && (unit.always || duration.toMillis() / unit.millis < 120)) {
                return duration.toMillis() / unit.millis + unit.word;
            }
        }
        StringBuilder text = new StringBuilder();
        long rest = duration.toMillis();
        for (Unit unit : Unit.values()) {
            if (rest >= unit.millis) {
                text.append(rest / unit.millis).append(unit.word);
                rest %= unit.millis;
            }
        }
        return text.toString();
    }

    private enum Unit {
        DAY("d", 86_400_000, true),
        HOUR("h", 3_600_000, true),
        MINUTE("m", 60_000, false),
        SECOND("s", 1_000, false),
        MILLI("ms", 1, false);

        private final String word;
        private final long millis;
        /** Whether any number of them reads well alone. */
        private final boolean always;

        Unit(String word, long millis, boolean always) {
            this.word = word;
            this.millis = millis;
            this.always = always;
        }
    }

    /** For people: {@code 0.4 s}, {@code 12 s}, {@code 3 m 05 s}, {@code 2 h 10 m}, {@code 3 d 4 h}. */
    public static String forPeople(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return Math.floor(duration.toMillis() / 100.0) / 10 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
        }
        return seconds < 86_400
                ? String.format(Locale.ROOT, "%d h %02d m", seconds / 3_600, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%d d %d h", seconds / 86_400, seconds / 3_600 % 24);
    }
}
