package dev.anneal.engine.adapter.sqlite;

import java.time.Instant;

/** Moments as columns hold them: nanoseconds since 1970 in UTC, which sort, and span the years 1678 to 2262. */
final class Moments {

    private static final long NANOS = 1_000_000_000L;

    private Moments() {}

    /** @throws ArithmeticException beyond the years that fit */
    static long nanos(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano());
    }

    static Instant moment(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
}
