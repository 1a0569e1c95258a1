package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
import dev.anneal.engine.run.RunEvent.AttemptSuspended;
import dev.anneal.engine.run.RunEvent.TaskSignalled;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reducer's mutable state of one task run. */
final class TaskProgress implements TaskView {

    /** How a task run that is being stopped will end. */
    record Stop(TaskState to, String reason) {}

    final TaskSpec spec;
    final String name;
    final int position;
    final @Nullable TaskProgress parent;
    final int index;
    final @Nullable Object item;
    final List<TaskProgress> successors = new ArrayList<>(0);
    TaskState state = TaskState.PENDING;
    int waitingFor;
    int attempts;
    long token;
    String reason = "";
    Map<String, Object> outputs = Map.of();
    Map<String, Double> metrics = Map.of();
    Map<String, Digest> inputs = Map.of();
    Map<String, String> parts = Map.of();
    boolean changed;

    @Nullable
    Digest key;

    @Nullable
    String reusedFrom;

    @Nullable
    Instant due;

    @Nullable
    Stop stop;

    final Predecessors predecessors = new Predecessors();
    final Failures failures = new Failures();

    /** Null where it is not one that becomes several. */
    @Nullable
    Instances instances;

    private Map<String, Object> suspendedState = Map.of();
    private @Nullable String signal;
    private boolean signalled;
    private @Nullable Instant startedAt;
    private @Nullable Instant attemptAt;
    private @Nullable Instant endedAt;

    /** A task of the workflow. */
    TaskProgress(TaskSpec spec, int position, int predecessors) {
        this(spec, spec.name(), position, null, 0, null);
        this.waitingFor = predecessors;
    }

    /** One of the task runs that a task became. */
    TaskProgress(TaskProgress parent, int position, int index, @Nullable Object item) {
        this(parent.spec, parent.name + "[" + index + "]", position, parent, index, item);
    }

    private TaskProgress(
            TaskSpec spec, String name, int position, @Nullable TaskProgress parent, int index, @Nullable Object item) {
        this.spec = spec;
        this.name = name;
        this.position = position;
        this.parent = parent;
        this.index = index;
        this.item = item;
    }

    void move(TaskState to) {
        if (!Transitions.allowed(state, to)) {
            throw new IllegalEventException("task " + name + " cannot go from " + state + " to " + to);
        }
        state = to;
    }

    void start(AttemptStarted attempt) {
        move(TaskState.RUNNING);
        attempts = attempt.attempt();
        token = attempt.token();
        inputs = attempt.inputs();
        parts = attempt.parts() == null ? Map.of() : attempt.parts();
        key = attempt.key();
        due = null;
        signal = null;
        signalled = false;
        reason = "";
        attemptAt = attempt.at();
        begun(attempt.at());
    }

    void begun(Instant at) {
        if (startedAt == null) {
            startedAt = at;
        }
    }

    void expand(Instances into, Instant at) {
        move(TaskState.EXPANDED);
        instances = into;
        begun(at);
    }

    void suspend(AttemptSuspended suspended) {
        move(TaskState.SUSPENDED);
        due = suspended.until();
        signal = suspended.signal();
        signalled = false;
        suspendedState = suspended.state();
        reason = suspendedState.get("reason") instanceof String why ? why : "";
    }

    void signal(TaskSignalled event) {
        Map<String, Object> state = new LinkedHashMap<>(suspendedState);
        state.put("signal", event.data());
        suspendedState = state;
        signalled = true;
        due = null;
    }

    void end(TaskState to, String why, Instant at) {
        move(to);
        reason = why;
        endedAt = at;
        due = null;
    }

    /** A failed attempt's next one begins anew; one that was lost goes on where it was. */
    void forget() {
        suspendedState = Map.of();
    }

    /** Whether its failure, or its no, is to be taken as if it had succeeded. */
    boolean forgiven() {
        return spec.flow().allowFailure() && (state == TaskState.FAILED || state == TaskState.REJECTED);
    }

    boolean awaits(String wanted) {
        return state == TaskState.SUSPENDED && !signalled && wanted.equals(signal);
    }

    boolean always() {
        return spec.flow().always();
    }

    boolean repeats() {
        return parent == null && spec.flow().repetition() instanceof Repetition.Repeat;
    }

    boolean forEach() {
        return parent == null && spec.flow().repetition() instanceof Repetition.ForEach;
    }

    /** What is to be done about a task run that waits. */
    void whileWaiting(List<RunCommand> commands) {
        String awaited = signal;
        if (signalled) {
            commands.add(new RunCommand.Prepare(name));
            return;
        }
        if (due != null) {
            commands.add(new RunCommand.PrepareAt(name, due));
        }
        if (state == TaskState.SUSPENDED && awaited != null) {
            commands.add(new RunCommand.Await(name, awaited));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TaskSpec spec() {
        return spec;
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public TaskState state() {
        return state;
    }

    @Override
    public @Nullable TaskView parent() {
        return parent;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public @Nullable Object item() {
        return item;
    }

    @Override
    public List<TaskProgress> instances() {
        Instances all = instances;
        return all == null ? List.of() : all.all();
    }

    @Override
    public int items() {
        Instances all = instances;
        return all == null ? 0 : all.items().size();
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
    public boolean stopping() {
        return stop != null;
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
    public @Nullable Instant attemptAt() {
        return attemptAt;
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
    public Map<String, Double> metrics() {
        return metrics;
    }

    @Override
    public Map<String, Digest> inputs() {
        return inputs;
    }

    @Override
    public @Nullable Digest key() {
        return key;
    }

    @Override
    public Map<String, String> parts() {
        return parts;
    }

    @Override
    public @Nullable String reusedFrom() {
        return reusedFrom;
    }

    @Override
    public Map<String, Object> suspendedState() {
        return suspendedState;
    }

    @Override
    public @Nullable Instant due() {
        return due;
    }

    @Override
    public @Nullable String signal() {
        return signalled ? null : signal;
    }
}
