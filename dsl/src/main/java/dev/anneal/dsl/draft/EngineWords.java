package dev.anneal.dsl.draft;

import dev.anneal.engine.task.FailureKind;
import java.util.Arrays;
import java.util.List;

/** What stands behind the engine's words: their keys, names and bounds, the same for reading a file and for its schema. */
public final class EngineWords {

    public static final List<String> PARAMETER =
            List.of("type", "default", "min", "max", "required", "help", "choices");

    public static final List<String> TRIGGER = List.of("type", "at", "zone", "catchUp");

    public static final List<String> DEFAULTS =
            List.of("retry", "timeout", "resources", "priority", "cache", "onFailure", "executor");

    public static final List<String> RETRY =
            List.of("retries", "backoff", "delay", "maxDelay", "jitter", "retryOn", "infrastructure");

    /** The kinds of failures that can be tried again; exit codes are said besides. */
    public static final List<String> RETRY_ON = Arrays.stream(FailureKind.values())
            .filter(kind -> kind != FailureKind.BAD_INPUT)
            .map(FailureKind::word)
            .toList();

    public static final List<String> TIMEOUT = List.of("attempt", "task");

    public static final List<String> REPEAT = List.of("until", "atMost", "delay", "atBound");

    public static final List<String> CACHE = List.of("ttl", "version");

    /** The key of {@code concurrency} as a map. */
    public static final String PARALLEL = "parallel";

    /** What no task can be called, because expressions mean something else by it. */
    public static final List<String> NO_TASK_NAMES =
            List.of("params", "run", "item", "iteration", "previous", "true", "false", "null");

    public static final int LONGEST_NAME = 100;
    public static final int MOST_RETRIES = 1_000;
    public static final int MOST_RUNS = 10_000;
    public static final int MOST_AT_ONCE = 100_000;
    public static final int MOST_ITERATIONS = 100_000;
    public static final int MOST_OF_A_POOL = 1_000_000;
    public static final int HIGHEST_PRIORITY = 1_000_000;

    private EngineWords() {}
}
