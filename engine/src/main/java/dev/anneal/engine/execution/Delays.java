package dev.anneal.engine.execution;

import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long task runs may have to wait: due moments are journaled by the clock, and the clock may have been set since. */
final class Delays {

    private Delays() {}

    /** The longest that the task run's rules can have it wait; null where it waits until a moment that it named itself. */
    static @Nullable Duration longest(TaskView view) {
        if (view.state() == TaskState.SUSPENDED) {
            return null;
        }
        RetryPolicy policy = view.spec().attempts().retry();
        Duration retry = policy.backoff().after(Math.max(1, policy.retries()), 1);
        Duration infrastructure = Duration.ofSeconds(policy.infrastructure());
        return max(max(retry, infrastructure), repeat(view));
    }

    private static Duration repeat(TaskView view) {
        return view.spec().flow().repetition() instanceof Repetition.Repeat rule && rule.delay() != null
                ? rule.delay()
                : Duration.ZERO;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
