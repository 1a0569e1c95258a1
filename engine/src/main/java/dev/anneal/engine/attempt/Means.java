package dev.anneal.engine.attempt;

import dev.anneal.engine.spec.Placement.Executor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt runs on.
 *
 * @param memory bytes that a worker's heap may take, what it uses outside of the heap not counted; null for the JVM's own
 *     choice
 * @param devices numbers of the GPUs that are the attempt's alone; null where nobody deals them out, so that it sees all
 */
public record Means(
        Executor executor, @Nullable Long memory, @Nullable List<Integer> devices) {

    /** On this machine, with all that there is. */
    public static final Means LOCAL = new Means(Executor.LOCAL, null, null);

    private static final long MEGABYTE = 1_000_000;
    private static final long MEBIBYTE = 1 << 20;

    public Means {
        devices = devices == null ? null : devices.stream().sorted().toList();
    }

    /** Variables that hide all other GPUs from the attempt's processes; none where nobody deals them out. */
    Map<String, String> environment() {
        if (devices == null) {
            return Map.of();
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put("CUDA_VISIBLE_DEVICES", numbers(devices));
        variables.put("ROCR_VISIBLE_DEVICES", numbers(devices));
        // HIP counts anew among those that ROCR left.
        variables.put(
                "HIP_VISIBLE_DEVICES",
                numbers(IntStream.range(0, devices.size()).boxed().toList()));
        return variables;
    }

    /** A number that no device has hides them all; an empty value would not, everywhere. */
    private static String numbers(List<Integer> devices) {
        return devices.isEmpty() ? "-1" : devices.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The memory limit for a person: {@code 512 MB}, or MiB, or bytes. */
    String memoryText() {
        if (memory == null) {
            return "no limit";
        } else if (memory % MEGABYTE == 0) {
            return memory / MEGABYTE + " MB";
        }
        return memory % MEBIBYTE == 0 ? memory / MEBIBYTE + " MiB" : memory + " bytes";
    }
}
