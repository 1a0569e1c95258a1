package dev.anneal.engine.execution;

import dev.anneal.engine.store.PoolTable.Pool;
import dev.anneal.engine.store.Store;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How much there is of what attempts take: as the home says, and where it says nothing of {@code cpu}, {@code memory} and
 * {@code gpu}, as the machine has it. Amounts in thousandths, memory in thousandths of a byte. Thread-safe.
 */
public final class Pools {

    public static final Set<String> BUILT_IN = Set.of(Demand.CPU, Demand.MEMORY, Demand.GPU);

    private static final long THOUSAND = 1_000;
    private static final Path NVIDIA = Path.of("/proc/driver/nvidia/gpus");

    private final Store store;
    private final Map<String, Long> ofRuns = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Pool> known;

    public Pools(Store store) {
        this.store = store;
    }

    /** Looks again at what the home says. */
    public void refresh() {
        known = null;
    }

    /** Lets a run have so many attempts alive at once. */
    void limit(String run, int attempts) {
        ofRuns.put(ofRun(run), attempts * THOUSAND);
    }

    void forget(String run) {
        ofRuns.remove(ofRun(run));
    }

    static String ofRun(String run) {
        return "run:" + run;
    }

    /** Names that the home has given sizes. */
    public Set<String> named() {
        return known().keySet();
    }

    /** Whether anything is called so. */
    public boolean has(String pool) {
        return BUILT_IN.contains(pool) || ofRuns.containsKey(pool) || known().containsKey(pool);
    }

    /** 0 for a pool that is not known. */
    public long size(String pool) {
        Long limit = ofRuns.get(pool);
        if (limit != null) {
            return limit;
        }
        Pool said = known().get(pool);
        return said != null ? said.size() : ofMachine(pool);
    }

    private Map<String, Pool> known() {
        Map<String, Pool> found = known;
        if (found == null) {
            Map<String, Pool> read = new HashMap<>();
            store.read(tables -> tables.pools().all()).forEach(pool -> read.put(pool.name(), pool));
            known = read;
            found = read;
        }
        return found;
    }

    private static long ofMachine(String pool) {
        return switch (pool) {
            case Demand.CPU -> Math.max(2, Runtime.getRuntime().availableProcessors()) * THOUSAND;
            case Demand.MEMORY -> memory() * THOUSAND;
            case Demand.GPU -> gpus() * THOUSAND;
            default -> 0;
        };
    }

    /** What the machine, or the container that this runs in, has. */
    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    private static long gpus() {
        if (!Files.isDirectory(NVIDIA)) {
            return 0;
        }
        try (var listed = Files.list(NVIDIA)) {
            return listed.count();
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
