package dev.anneal.engine.store;

import java.util.List;

/**
 * What live attempts hold of what is limited across processes. A claim is made in the transaction that starts its
 * attempt and goes in the one that ends it: what is held is always what live attempts hold.
 */
public interface ClaimTable {

    /**
     * What one attempt holds of one pool.
     *
     * @param token of the attempt
     * @param pool {@code cpu}, {@code memory}, {@code gpu}, a named pool, or {@code key:} and a cache key
     * @param amount in thousandths; memory in thousandths of a byte
     * @param devices numbers of the devices that are the attempt's alone; empty where the pool has none
     */
    record Claim(String run, String task, long token, String pool, long amount, List<Integer> devices) {
        public Claim {
            devices = List.copyOf(devices);
        }
    }

    /** Adds it, or replaces the one of the same run, token and pool. */
    void put(Claim claim);

    /** Whether there was any. */
    boolean release(String run, long token);

    /** Drops every claim of a run whose attempts are known to be dead. */
    boolean releaseAll(String run);

    /** By run and token. */
    List<Claim> of(String pool);

    /** All there are, by run, token and pool. */
    List<Claim> all();
}
