package dev.anneal.engine.adapter.quartz;

import dev.anneal.engine.trigger.CronSyntax;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * Cron expressions as Quartz reads them: six or seven fields, seconds first. Loads Quartz's expression class and
 * nothing else of it.
 */
public final class QuartzCron implements CronSyntax {

    private static final int LONGEST = 250;
    private static final String FIELDS = "second minute hour day-of-month month day-of-week [year]";

    private static final List<Field> CHECKS = List.of(
            new Field("second", "%s 0 0 * * ?", "0 to 59"),
            new Field("minute", "0 %s 0 * * ?", "0 to 59"),
            new Field("hour", "0 0 %s * * ?", "0 to 23"),
            new Field("day-of-month", "0 0 0 %s * ?", "1 to 31, L, W or ?"),
            new Field("month", "0 0 0 * %s ?", "1 to 12 or JAN to DEC"),
            new Field("day-of-week", "0 0 0 ? * %s", "1 to 7 (1 is Sunday), SUN to SAT, L, # or ?"),
            new Field("year", "0 0 0 * * ? %s", "1970 to 2199"));

    /** Quartz means {@code ?} and {@code *} by these numbers, and takes them from a user too. */
    private static final Pattern QUARTZ_SIGNS = Pattern.compile(".*\\b0*(98|99)\\b.*");

    /** One field: an expression in which it stands alone, and what it takes. */
    private record Field(String name, String alone, String takes) {

        boolean fits(String value) {
            if (value.equals("?")) {
                return name.startsWith("day-of-");
            }
            return !QUARTZ_SIGNS.matcher(value).matches()
                    && parse(alone.formatted(value)).isEmpty();
        }
    }

    @Override
    public Optional<String> problem(String cron) {
        List<String> fields = List.of(cron.strip().split("\\s+"));
        if (cron.isBlank() || cron.length() > LONGEST) {
            return Optional.of("expected six or seven fields (" + FIELDS + "), found "
                    + (cron.isBlank() ? "nothing" : cron.length() + " characters"));
        }
        if (fields.size() < 6 || fields.size() > 7) {
            String crontab = fields.size() == 5 ? "; a crontab line of five fields needs its seconds in front: 0" : "";
            return Optional.of("expected six or seven fields (" + FIELDS + "), found " + fields.size() + " in '" + cron
                    + "'" + crontab);
        }
        for (int i = 0; i < fields.size(); i++) {
            Field field = CHECKS.get(i);
            if (!field.fits(fields.get(i))) {
                return Optional.of("the field " + field.name() + " takes " + field.takes()
                        + ", lists (1,2), ranges (1-5) and steps (0/15), found '" + fields.get(i) + "' in '" + cron
                        + "'");
            }
        }
        return together(cron, fields);
    }

    private static Optional<String> together(String cron, List<String> fields) {
        boolean anyDay = fields.get(3).equals("?");
        boolean anyWeekday = fields.get(5).equals("?");
        if (anyDay == anyWeekday) {
            return Optional.of("one of day-of-month and day-of-week must be '?', found '" + fields.get(3) + "' and '"
                    + fields.get(5) + "' in '" + cron + "'");
        }
        Optional<String> problem = parse(cron);
        if (problem.isPresent()) {
            return Optional.of("'" + cron + "' is no cron expression: " + problem.get());
        }
        return Optional.empty();
    }

    /** What Quartz says is wrong; an expression that no moment since 1970 fits is wrong too. */
    private static Optional<String> parse(String cron) {
        try {
            Date first = new CronExpression(cron).getNextValidTimeAfter(Date.from(Instant.EPOCH));
            return first == null ? Optional.of("no moment fits it") : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
