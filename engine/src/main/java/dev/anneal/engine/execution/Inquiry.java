package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out why task runs of a run were attempts, though there were runs before. */
public final class Inquiry {

    /** How many earlier task runs are looked at for one of which it is known what it follows from. */
    private static final int LOOK_BACK = 20;

    private final Run run;
    private final @Nullable Plan plan;

    /** @param plan of the run's spec; null where that cannot be planned any more */
    public Inquiry(Run run, @Nullable Plan plan) {
        this.run = run;
        this.plan = plan;
    }

    /**
     * Why no earlier result was used.
     *
     * @param task the task that {@code row} is a task run of
     * @return empty where nothing is known of what it followed from: it was not tried, or its settings had no value
     */
    public Optional<Miss> of(TaskRun row, String task, Tables tables) {
        Digest key = row.key();
        if (key == null) {
            return Optional.empty();
        }
        PlannedTask planned = plan == null
                ? null
                : plan.tasks().stream()
                        .filter(one -> one.spec().name().equals(task))
                        .findFirst()
                        .orElse(null);
        TaskRun before = known(tables.runs().earlier(run.workflow(), row.task(), run.id(), LOOK_BACK));
        return Optional.of(Miss.of(
                new CacheKey(row.parts(), key),
                before,
                run.options().again().contains(task),
                planned == null || Reuse.cached(planned),
                planned == null ? null : planned.spec().cache().ttl(),
                Objects.requireNonNullElse(row.startedAt(), Instant.MAX)));
    }

    /** The newest task run of that name in any run of a workflow; null for none. */
    static @Nullable TaskRun newest(String workflow, String task, Tables tables) {
        List<Run> last = tables.runs().newest(1);
        if (last.isEmpty()) {
            return null;
        }
        Run run = last.get(0);
        if (run.workflow().equals(workflow)) {
            TaskRun own = known(tables.runs().taskRuns(run.id()).stream()
                    .filter(row -> row.task().equals(task))
                    .toList());
            if (own != null) {
                return own;
            }
        }
        return known(tables.runs().earlier(workflow, task, run.id(), LOOK_BACK));
    }

    private static @Nullable TaskRun known(List<TaskRun> rows) {
        return rows.stream().filter(row -> row.key() != null).findFirst().orElse(null);
    }
}
