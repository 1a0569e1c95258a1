package dev.anneal.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much there is of what attempts take, where somebody has said so. */
public interface PoolTable {

    /**
     * A pool.
     *
     * @param size in thousandths; memory in thousandths of a byte
     * @param rate how many attempts may take from it a second; null for no limit
     * @param nextStart the earliest moment at which the rate lets the next attempt start; null for at once
     */
    record Pool(
            String name,
            long size,
            @Nullable Double rate,
            @Nullable Instant nextStart) {}

    Optional<Pool> find(String name);

    /** By name. */
    List<Pool> all();

    /** Adds it, or replaces the one of that name. */
    void put(Pool pool);

    /** Whether there was one. */
    boolean remove(String name);
}
