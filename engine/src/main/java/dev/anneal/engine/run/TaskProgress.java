package dev.anneal.engine.run;

import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
import dev.anneal.engine.run.RunEvent.AttemptSuspended;
import dev.anneal.engine.task.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reducer's mutable state of one task. */
final class TaskProgress implements TaskView {

    /** How often an attempt that was lost with its machine or process is tried again, apart from the user's retries. */
    private static final int INFRASTRUCTURE_RETRIES = 5;

    final RunMachine.Node node;
    final List<TaskProgress> successors = new ArrayList<>();
    TaskState state = TaskState.PENDING;
    int waitingFor;
    int attempts;
    long token;
    String reason = "";
    Map<String, Object> outputs = Map.of();

    @Nullable
    Instant due;

    private int failures;
    private int infrastructureFailures;
    private int badPredecessors;
    private int skippedPredecessors;
    private Map<String, Object> suspendedState = Map.of();
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    TaskProgress(RunMachine.Node node) {
        this.node = node;
        this.waitingFor = node.predecessors().size();
    }

    void move(TaskState to) {
        if (!Transitions.allowed(state, to)) {
            throw new IllegalEventException("task " + name() + " cannot go from " + state + " to " + to);
        }
        state = to;
    }

    void start(AttemptStarted attempt) {
        move(TaskState.RUNNING);
        attempts = attempt.attempt();
        token = attempt.token();
        due = null;
        reason = "";
        if (startedAt == null) {
            startedAt = attempt.at();
        }
    }

    void suspend(AttemptSuspended suspended) {
        move(TaskState.SUSPENDED);
        due = suspended.until();
        suspendedState = suspended.state();
    }

    void end(TaskState to, String why, Instant at) {
        move(to);
        reason = why;
        endedAt = at;
        due = null;
    }

    void predecessorEnded(TaskState how) {
        waitingFor--;
        switch (how) {
            case SKIPPED, CANCELLED -> skippedPredecessors++;
            case FAILED, REJECTED -> badPredecessors++;
            default -> {}
        }
    }

    /** Why its predecessors' ends do not let it run; null where they do. */
    @Nullable
    String obstacle() {
        return switch (node.runIf()) {
            case ALL_DONE -> null;
            case ALL_SUCCEEDED ->
                badPredecessors > 0
                        ? "a task before it did not succeed"
                        : skippedPredecessors > 0 ? "a task before it was skipped" : null;
            case NONE_FAILED -> badPredecessors > 0 ? "a task before it did not succeed" : null;
            case ANY_FAILED -> badPredecessors == 0 ? "no task before it failed" : null;
        };
    }

    /** When a failed attempt is to be tried again; null where it is not. */
    @Nullable
    Instant retryDue(AttemptFailed failed) {
        FailureKind kind = failed.failure().kind();
        if (kind == FailureKind.BAD_INPUT) {
            return null;
        }
        if (kind == FailureKind.INFRASTRUCTURE) {
            infrastructureFailures++;
            Duration delay = Duration.ofSeconds(infrastructureFailures - 1L);
            return infrastructureFailures <= INFRASTRUCTURE_RETRIES
                    ? failed.at().plus(delay)
                    : null;
        }
        failures++;
        return failures <= node.retry().retries()
                ? failed.at().plus(node.retry().backoff().after(failures, 0.5))
                : null;
    }

    void whenDue(List<RunCommand> commands) {
        if (due != null) {
            commands.add(new RunCommand.PrepareAt(name(), due));
        }
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public TaskState state() {
        return state;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public @Nullable Instant startedAt() {
        return startedAt;
    }

    @Override
    public @Nullable Instant endedAt() {
        return endedAt;
    }

    @Override
    public Map<String, Object> outputs() {
        return outputs;
    }

    @Override
    public Map<String, Object> suspendedState() {
        return suspendedState;
    }
}
