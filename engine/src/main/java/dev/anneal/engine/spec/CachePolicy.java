package dev.anneal.engine.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a task's results stand in for later attempts that would follow from the same.
 *
 * @param ttl how old a result may be; null for any age
 * @param version part of the key: raise it to have everything computed anew
 */
public record CachePolicy(Mode mode, @Nullable Duration ttl, String version) {

    /** As the task type says: pure ones are reused. */
    public static final CachePolicy BY_TYPE = new CachePolicy(Mode.BY_TYPE, null, "");

    /** Whether results are reused. */
    public enum Mode {
        BY_TYPE,
        ON,
        OFF
    }
}
