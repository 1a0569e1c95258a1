package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Damage;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent.TaskReused;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.store.ResultTable;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.task.WorldEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds earlier results that stand in for attempts: of the run that this one goes on from, and in the cache. */
final class Reuse {

    private final Run run;
    private final ArtifactStore artifacts;
    private final boolean sameOrder;
    private final Map<String, TaskRun> earlier = new HashMap<>();

    /**
     * @param before the run that this one goes on from, and its task runs
     * @param sameOrder whether that had the same spec and parameters
     */
    Reuse(Run run, ArtifactStore artifacts, List<TaskRun> before, boolean sameOrder) {
        this.run = run;
        this.artifacts = artifacts;
        this.sameOrder = sameOrder;
        before.stream()
                .filter(row -> row.state() == TaskState.SUCCEEDED && row.key() != null)
                .forEach(row -> earlier.put(row.task(), row));
    }

    /** What a run may reuse: results of the run that it goes on from, and those in the cache. */
    static Reuse of(Run run, Home home) {
        String before = run.resumedFrom();
        List<TaskRun> rows = before == null
                ? List.of()
                : home.store().read(tables -> tables.runs().taskRuns(before));
        boolean sameOrder = before != null
                && home.store()
                        .read(tables -> tables.runs().find(before))
                        .filter(old -> old.spec().equals(run.spec())
                                && old.parameters().equals(run.parameters()))
                        .isPresent();
        return new Reuse(run, home.artifacts(), rows, sameOrder);
    }

    /** Whether all that a task depends on was reused. */
    static boolean follows(PlannedTask task, TaskView view, Plan plan, RunMachine machine) {
        TaskView parent = view.parent();
        boolean repeats = task.spec().flow().repetition() instanceof Repetition.Repeat;
        if (parent != null
                && repeats
                && !parent.instances().stream().limit(view.index() - 1L).allMatch(Reuse::reused)) {
            return false;
        }
        return task.predecessors().stream()
                .map(position -> plan.tasks().get(position).spec().name())
                .map(machine::task)
                .allMatch(Reuse::reused);
    }

    private static boolean reused(TaskView view) {
        return view.instances().isEmpty()
                ? view.reusedFrom() != null || view.state() == TaskState.SKIPPED
                : view.instances().stream().allMatch(Reuse::reused);
    }

    /** Whether a task's results may stand in for later attempts. */
    static boolean cached(PlannedTask task) {
        return switch (task.spec().cache().mode()) {
            case OFF -> false;
            case ON -> task.description().worldEffect() != WorldEffect.CHANGES_WORLD;
            case BY_TYPE -> task.description().worldEffect() == WorldEffect.PURE;
        };
    }

    /**
     * What may stand in for an attempt where its bytes are still there, the best first.
     *
     * @param follows whether all that the task run depends on was reused from the run that this one goes on from
     */
    List<TaskReused> find(
            PlannedTask task,
            TaskView view,
            Preparation.Prepared prepared,
            boolean follows,
            Instant now,
            Tables tables) {
        CacheKey key = prepared.key();
        // What always runs at the end of a run belongs to that run.
        if (task.spec().flow().always()
                || run.options().again().contains(task.spec().name())) {
            return List.of();
        }
        List<TaskReused> found = new ArrayList<>();
        TaskRun before = earlier.get(view.name());
        boolean same = before != null && (key.digest().equals(before.key()) || (sameOrder && follows));
        if (before != null && same) {
            String from = before.reusedFrom() == null ? before.run() : before.reusedFrom();
            found.add(new TaskReused(
                    now,
                    view.name(),
                    from,
                    key.digest(),
                    before.outputs(),
                    before.metrics(),
                    before.inputs(),
                    key.parts()));
        }
        if (cached(task)) {
            cached(task, prepared, now, tables).ifPresent(found::add);
        }
        return found;
    }

    private Optional<TaskReused> cached(PlannedTask task, Preparation.Prepared prepared, Instant now, Tables tables) {
        CacheKey key = prepared.key();
        Optional<ResultTable.Result> known = tables.results().find(key.digest());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        ResultTable.Result result = known.get();
        if (!fresh(task.spec().cache(), result, now)) {
            return Optional.empty();
        }
        return Optional.of(new TaskReused(
                now,
                prepared.descriptor().task(),
                result.run(),
                key.digest(),
                result.outputs(),
                result.metrics(),
                prepared.descriptor().inputs(),
                key.parts()));
    }

    /** One from a moment that is to come was made before the clock was set back: how old it is, only the distance tells. */
    static boolean fresh(CachePolicy policy, ResultTable.Result result, Instant now) {
        Duration ttl = policy.ttl();
        return ttl == null || Duration.between(result.at(), now).abs().compareTo(ttl) <= 0;
    }

    /** Whether it is known of all bytes of a result whether they are what they were. */
    boolean checked(TaskReused result) {
        return Values.artifacts(result.outputs()).stream().allMatch(artifact -> Damage.known(artifact, artifacts));
    }

    /** A result whose bytes are gone or damaged is none. Reads them, unless that is {@linkplain #checked known}. */
    boolean sound(TaskReused result) {
        return Values.artifacts(result.outputs()).stream()
                .allMatch(artifact -> Damage.of(artifact, artifacts).isEmpty());
    }

    /** As {@link #sound} as far as one look at names and sizes tells. */
    boolean there(TaskReused result) {
        return Values.artifacts(result.outputs()).stream().allMatch(this::there);
    }

    private boolean there(Artifact artifact) {
        if (!artifacts.contains(artifact.digest())) {
            return false;
        }
        return artifact.folder()
                ? artifacts.listing(artifact.digest()).entries().stream()
                        .allMatch(entry -> there(entry.digest(), entry.size()))
                : there(artifact.digest(), artifact.size());
    }

    private boolean there(Digest digest, long size) {
        return artifacts.contains(digest) && artifacts.size(digest) == size;
    }
}
