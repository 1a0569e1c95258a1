package dev.anneal.dsl.lint;

import dev.anneal.engine.spec.TriggerSpec;
import java.time.Instant;
import java.util.Optional;

/** Knows when a trigger is due next. */
@FunctionalInterface
public interface NextMoment {

    /** The first moment from now on; empty where there is none. */
    Optional<Instant> of(TriggerSpec trigger);
}
