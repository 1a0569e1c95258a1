package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.store.ClaimTable.Claim;
import dev.anneal.engine.store.PoolTable.Pool;
import dev.anneal.engine.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is limited across the processes of a home: claims are checked and made in the transaction that starts their
 * attempt. A claim of a run that nobody drives and of which no process lives is void.
 */
final class SharedLimits {

    private final Pools pools;
    private final Ownership runs;
    private final Predicate<String> hasProcesses;

    /** @param hasProcesses whether processes of a run's attempts are alive, whoever started them */
    SharedLimits(Pools pools, Ownership runs, Predicate<String> hasProcesses) {
        this.pools = pools;
        this.runs = runs;
        this.hasProcesses = hasProcesses;
    }

    /** What came of asking. */
    sealed interface Answer {

        /** @param devices numbers of the graphics processors that are the attempt's alone */
        record Taken(List<Integer> devices) implements Answer {}

        /** @param pause after how long to ask again; null for when something was given back */
        record Wait(@Nullable Duration pause) implements Answer {}
    }

    /**
     * @param demand amounts by pool, only what was said
     * @param key to be computed by one attempt at once; null for none
     */
    Answer take(
            Tables tables,
            String run,
            String task,
            long token,
            Map<String, Long> demand,
            @Nullable Digest key,
            Instant now) {
        if (key != null && !free(tables, run, keyPool(key), 1, 1)) {
            return new Answer.Wait(null);
        }
        for (Map.Entry<String, Long> one : demand.entrySet()) {
            if (!free(tables, run, one.getKey(), one.getValue(), pools.size(one.getKey()))) {
                return new Answer.Wait(null);
            }
        }
        Duration early = rates(tables, demand.keySet(), now);
        if (early != null) {
            return new Answer.Wait(early);
        }
        List<Integer> devices = devices(tables, demand.getOrDefault(Demand.GPU, 0L));
        put(tables, run, task, token, demand, key, devices);
        return new Answer.Taken(devices);
    }

    /** Claims again what a live attempt that another process started holds. @return its devices */
    List<Integer> keep(
            Tables tables, String run, String task, long token, Map<String, Long> demand, @Nullable Digest key) {
        List<Claim> before = tables.claims().of(Demand.GPU).stream()
                .filter(claim -> claim.run().equals(run) && claim.token() == token)
                .toList();
        List<Integer> devices = before.isEmpty()
                ? devices(tables, demand.getOrDefault(Demand.GPU, 0L))
                : before.get(0).devices();
        put(tables, run, task, token, demand, key, devices);
        return devices;
    }

    private static void put(
            Tables tables,
            String run,
            String task,
            long token,
            Map<String, Long> demand,
            @Nullable Digest key,
            List<Integer> devices) {
        demand.forEach((pool, amount) -> tables.claims()
                .put(new Claim(run, task, token, pool, amount, pool.equals(Demand.GPU) ? devices : List.of())));
        if (key != null) {
            tables.claims().put(new Claim(run, task, token, keyPool(key), 1, List.of()));
        }
    }

    static String keyPool(Digest key) {
        return "key:" + key.hex();
    }

    private boolean free(Tables tables, String asking, String pool, long amount, long size) {
        List<Claim> claims = tables.claims().of(pool);
        if (taken(claims) + amount <= size) {
            return true;
        }
        Set<String> looked = new HashSet<>(Set.of(asking));
        boolean dropped = false;
        for (Claim claim : claims) {
            dropped |= looked.add(claim.run()) && dropVoid(tables, claim.run());
        }
        return dropped && taken(tables.claims().of(pool)) + amount <= size;
    }

    private static long taken(List<Claim> claims) {
        return claims.stream().mapToLong(Claim::amount).sum();
    }

    /** Nobody is kept from taking the run up meanwhile: its claims are made anew in a transaction after this one. */
    private boolean dropVoid(Tables tables, String run) {
        return runs.isFree(run) && !hasProcesses.test(run) && tables.claims().releaseAll(run);
    }

    /** How long until all rates allow a start, where they do not now; else counts one. */
    private static @Nullable Duration rates(Tables tables, Set<String> names, Instant now) {
        List<Pool> limited = new ArrayList<>();
        for (String name : names) {
            tables.pools().find(name).filter(pool -> pool.rate() != null).ifPresent(limited::add);
        }
        for (Pool pool : limited) {
            Instant next = pool.nextStart();
            // One further off than a start's share of the time is from before the clock was set back.
            if (next != null && next.isAfter(now) && !next.isAfter(now.plus(share(pool)))) {
                return Duration.between(now, next);
            }
        }
        for (Pool pool : limited) {
            tables.pools().put(new Pool(pool.name(), pool.size(), pool.rate(), now.plus(share(pool))));
        }
        return null;
    }

    private static Duration share(Pool pool) {
        Double rate = pool.rate();
        return Duration.ofNanos(rate == null ? 0 : (long) (1e9 / rate));
    }

    private List<Integer> devices(Tables tables, long amount) {
        Set<Integer> used = new HashSet<>();
        tables.claims().of(Demand.GPU).forEach(claim -> used.addAll(claim.devices()));
        List<Integer> devices = new ArrayList<>();
        for (int device = 0; devices.size() < amount / 1_000; device++) {
            if (!used.contains(device)) {
                devices.add(device);
            }
        }
        return devices;
    }
}
