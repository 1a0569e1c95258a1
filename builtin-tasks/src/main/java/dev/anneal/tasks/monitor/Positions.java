package dev.anneal.tasks.monitor;

import java.time.Instant;
import java.util.Locale;

/** Positions in event time, for people. */
public final class Positions {

    private Positions() {}

    /** {@code row 12,561}, or a moment where positions are epoch milliseconds. */
    public static String forPeople(long position, boolean timestamped) {
        return timestamped
                ? Instant.ofEpochMilli(position).toString()
                : "row " + String.format(Locale.ROOT, "%,d", position);
    }
}
