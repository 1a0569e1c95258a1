package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.Allocator;
import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.attempt.AttemptLauncher.AttemptId;
import dev.anneal.engine.attempt.Means;
import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of task runs that may start: skipped, expanded, repeated, an earlier result in their place, or an
 * attempt when what it takes is free. For the driver's thread.
 */
final class Decisions {

    /**
     * What decisions are made on.
     *
     * @param claims what is limited across processes
     * @param limited whether the run bounds how many of its attempts are alive at once
     */
    record Ground(
            Run run,
            Plan plan,
            RunMachine machine,
            Preparation preparation,
            Reuse reuse,
            Allocator allocator,
            Pools pools,
            SharedLimits claims,
            boolean limited) {}

    /** An attempt that was started in the transaction, with the devices that are its own. */
    record Started(Preparation.Prepared prepared, List<Integer> devices) {

        /** @param dealtOut whether there are devices that attempts are given */
        AttemptDescriptor descriptor(Placement.Executor executor, boolean dealtOut) {
            Long memory = prepared.demand().get(Demand.MEMORY);
            Means means = new Means(executor, memory == null ? null : memory / 1_000, dealtOut ? devices : null);
            return prepared.descriptor().on(means);
        }
    }

    private final Ground ground;
    private final Clock clock;
    private final Tokens tokens;
    private final BiConsumer<String, @Nullable Duration> lookAgain;
    private final Consumer<String> granted;
    private final BiConsumer<String, List<RunEvent.TaskReused>> check;
    private final Map<String, PlannedTask> planned = new HashMap<>();
    private final Map<String, Preparation.Prepared> waiting = new LinkedHashMap<>();
    private final Map<String, Preparation.Prepared> parked = new LinkedHashMap<>();
    private final Map<String, Started> started = new HashMap<>();
    private final Set<String> checking = new HashSet<>();
    private final Set<String> checked = new HashSet<>();

    /** Fencing tokens: each greater than every one of the run before. */
    interface Tokens {
        long next();
    }

    /**
     * @param lookAgain told of a task run that waits for what another process has: after how long to look again, or null
     *     for when something was given back
     * @param granted told of a task run that what it waits for was granted, on any thread
     * @param check has the bytes of earlier results read that may stand in for a task run, and {@link #checked} called
     */
    Decisions(
            Ground ground,
            Clock clock,
            Tokens tokens,
            BiConsumer<String, @Nullable Duration> lookAgain,
            Consumer<String> granted,
            BiConsumer<String, List<RunEvent.TaskReused>> check) {
        this.check = check;
        this.ground = ground;
        this.clock = clock;
        this.tokens = tokens;
        this.lookAgain = lookAgain;
        this.granted = granted;
        ground.plan().tasks().forEach(task -> planned.put(task.spec().name(), task));
    }

    PlannedTask planned(TaskView view) {
        PlannedTask task = planned.get(view.spec().name());
        if (task == null) {
            throw new IllegalStateException(
                    "the plan has no task " + view.spec().name());
        }
        return task;
    }

    /** The attempt that was started under this token by this driver; empty where another one did. */
    Optional<Started> takeStarted(String task, long token) {
        Started own = started.remove(task);
        return Optional.ofNullable(own)
                .filter(attempt -> attempt.prepared().descriptor().token() == token);
    }

    /** Task runs that wait for what another process has. */
    Set<String> parked() {
        return Set.copyOf(parked.keySet());
    }

    /** Decides of a task run that may start, or of one that may be repeated. */
    void prepare(String name, RunTransaction transaction) {
        TaskView view = ground.machine().task(name);
        boolean open = view.state() == TaskState.READY
                || view.state() == TaskState.WAITING
                || view.state() == TaskState.SUSPENDED
                || view.state() == TaskState.EXPANDED;
        boolean inHand = waiting.containsKey(name) || parked.containsKey(name) || checking.contains(name);
        if (!open || view.stopping() || inHand) {
            return;
        }
        PlannedTask task = planned(view);
        try {
            if (view.state() == TaskState.EXPANDED) {
                repeat(task, view, transaction);
            } else {
                decide(task, view, transaction);
            }
        } catch (EvaluationException e) {
            if (askedFor(task)) {
                refuse(view, String.valueOf(e.getMessage()), transaction);
            } else {
                leaveOut(view, transaction);
            }
        }
    }

    private boolean askedFor(PlannedTask task) {
        Set<String> only = ground.run().options().only();
        return only.isEmpty() || only.contains(task.spec().name());
    }

    private void leaveOut(TaskView view, RunTransaction transaction) {
        transaction.apply(new RunEvent.TaskSkipped(clock.instant(), view.name(), "it was not asked for"));
    }

    private void decide(PlannedTask task, TaskView view, RunTransaction transaction) {
        String name = view.name();
        Instant now = clock.instant();
        if (view.state() == TaskState.READY) {
            Optional<String> obstacle = ground.preparation().obstacle(task, view);
            if (obstacle.isPresent()) {
                transaction.apply(new RunEvent.TaskSkipped(now, name, obstacle.get()));
                return;
            }
            Repetition repetition = view.parent() == null ? task.spec().flow().repetition() : null;
            if (repetition instanceof Repetition.ForEach forEach) {
                List<Object> items = ground.preparation().items(task, view, forEach);
                transaction.apply(new RunEvent.TaskExpanded(now, name, items));
                return;
            } else if (repetition instanceof Repetition.Repeat) {
                transaction.apply(new RunEvent.TaskRepeated(now, name, 1, null));
                return;
            }
        }
        Preparation.Prepared prepared = ground.preparation().describe(task, view, view.attempts() + 1, tokens.next());
        if (!reused(task, view, prepared, transaction)) {
            ask(task, view, prepared, transaction);
        }
    }

    /** Whether an earlier result was taken, or may be once its bytes are checked; or the task is not to run at all. */
    private boolean reused(PlannedTask task, TaskView view, Preparation.Prepared prepared, RunTransaction transaction) {
        Reuse reuse = ground.reuse();
        boolean follows = Reuse.follows(task, view, ground.plan(), ground.machine());
        List<RunEvent.TaskReused> found =
                reuse.find(task, view, prepared, follows, clock.instant(), transaction.tables());
        boolean read = checked.remove(view.name());
        for (RunEvent.TaskReused known : found) {
            boolean certain = reuse.checked(known);
            if (certain && reuse.sound(known)) {
                transaction.apply(known);
                return true;
            } else if (!certain && !read) {
                // Reading may take long: not in a transaction, which keeps others from theirs.
                checking.add(view.name());
                check.accept(view.name(), found);
                return true;
            }
        }
        if (!askedFor(task)) {
            leaveOut(view, transaction);
            return true;
        }
        return false;
    }

    /** The bytes of earlier results were read: what is not known to be sound now never will be. */
    void checked(String name, RunTransaction transaction) {
        if (checking.remove(name)) {
            checked.add(name);
            prepare(name, transaction);
        }
    }

    private void repeat(PlannedTask task, TaskView view, RunTransaction transaction) {
        if (!(task.spec().flow().repetition() instanceof Repetition.Repeat rule)) {
            return;
        }
        Instant now = clock.instant();
        int times = view.instances().size();
        boolean again = ground.preparation().again(task, view, rule);
        if (again && times < rule.atMost()) {
            Instant next = rule.delay() == null ? null : now.plus(rule.delay());
            transaction.apply(new RunEvent.TaskRepeated(now, view.name(), times + 1, next));
        } else {
            String failure = again && rule.failAtBound()
                    ? "its condition still calls for another time after the " + times + " that it may run"
                    : null;
            transaction.apply(new RunEvent.TaskConcluded(now, view.name(), failure));
        }
    }

    /** Ends what cannot be evaluated as a failed attempt that trying again would not help. */
    private void refuse(TaskView view, String message, RunTransaction transaction) {
        Instant now = clock.instant();
        String name = view.name();
        if (view.state() == TaskState.EXPANDED) {
            transaction.apply(new RunEvent.TaskConcluded(now, name, message));
            return;
        }
        int attempt = view.attempts() + 1;
        long token = tokens.next();
        Failure failure = new Failure(FailureKind.BAD_INPUT, message);
        transaction.apply(new RunEvent.AttemptStarted(now, name, attempt, token, null, Map.of(), Map.of()));
        transaction.apply(new RunEvent.AttemptFailed(now, name, attempt, token, failure));
    }

    private void ask(PlannedTask task, TaskView view, Preparation.Prepared prepared, RunTransaction transaction) {
        Map<String, Long> demand = ofProcess(prepared);
        for (Map.Entry<String, Long> one : demand.entrySet()) {
            String pool = one.getKey();
            if (!ground.pools().has(pool)) {
                refuse(
                        view,
                        "there is no pool '" + pool + "'; `anneal pools set " + pool + " SIZE` makes one",
                        transaction);
                return;
            } else if (one.getValue() > ground.pools().size(pool)) {
                refuse(view, "it takes more of '" + pool + "' than there is: see `anneal pools`", transaction);
                return;
            }
        }
        String name = view.name();
        int priority = task.spec().placement().priority();
        boolean now =
                ground.allocator().ask(new Allocator.Ask(id(prepared), priority, demand, () -> granted.accept(name)));
        if (now) {
            start(task, prepared, transaction);
        } else {
            waiting.put(name, prepared);
        }
    }

    /** What an attempt takes of what this process shares out. */
    private Map<String, Long> ofProcess(Preparation.Prepared prepared) {
        Map<String, Long> demand = new HashMap<>(prepared.demand());
        demand.putIfAbsent(Demand.CPU, 1_000L);
        if (ground.limited()) {
            demand.put(Pools.ofRun(ground.run().id()), 1_000L);
        }
        return demand;
    }

    /**
     * A live attempt that another process started; it holds what it took.
     *
     * @throws EvaluationException if a setting has no value
     */
    Started recover(TaskView view, RunTransaction transaction) {
        PlannedTask task = planned(view);
        Preparation.Prepared prepared = ground.preparation().describe(task, view, view.attempts(), view.token());
        ground.allocator().hold(id(prepared), ofProcess(prepared));
        List<Integer> devices = List.of();
        boolean alone = Reuse.cached(task);
        if (alone || !prepared.demand().isEmpty()) {
            devices = ground.claims()
                    .keep(
                            transaction.tables(),
                            ground.run().id(),
                            view.name(),
                            view.token(),
                            prepared.demand(),
                            alone ? prepared.key().digest() : null);
        }
        return new Started(prepared, devices);
    }

    /** What a task run waited for in this process was granted. */
    void granted(String name, RunTransaction transaction) {
        Preparation.Prepared prepared = waiting.remove(name);
        if (prepared == null) {
            return;
        }
        TaskView view = ground.machine().task(name);
        boolean open = !view.state().ended() && !view.stopping() && view.state() != TaskState.RUNNING;
        PlannedTask task = planned(view);
        if (!open || (Reuse.cached(task) && reused(task, view, prepared, transaction))) {
            ground.allocator().giveBack(id(prepared));
        } else {
            start(task, upToDate(task, view, prepared), transaction);
        }
    }

    /** While it waited to go on, a signal may have come. */
    private Preparation.Prepared upToDate(PlannedTask task, TaskView view, Preparation.Prepared prepared) {
        AttemptDescriptor descriptor = prepared.descriptor();
        return descriptor.resumed().equals(view.suspendedState())
                ? prepared
                : ground.preparation().describe(task, view, descriptor.attempt(), descriptor.token());
    }

    /** Looks again at what waits for another process. */
    void retry(String name, RunTransaction transaction) {
        if (parked.remove(name) != null) {
            prepare(name, transaction);
        }
    }

    private void start(PlannedTask task, Preparation.Prepared prepared, RunTransaction transaction) {
        String name = prepared.descriptor().task();
        List<Integer> devices = List.of();
        boolean alone = Reuse.cached(task);
        if (alone || !prepared.demand().isEmpty()) {
            SharedLimits.Answer answer = ground.claims()
                    .take(
                            transaction.tables(),
                            ground.run().id(),
                            name,
                            prepared.descriptor().token(),
                            prepared.demand(),
                            alone ? prepared.key().digest() : null,
                            clock.instant());
            if (answer instanceof SharedLimits.Answer.Wait wait) {
                parked.put(name, prepared);
                ground.allocator().giveBack(id(prepared));
                lookAgain.accept(name, wait.pause());
                return;
            }
            devices = ((SharedLimits.Answer.Taken) answer).devices();
        }
        started.put(name, new Started(prepared, devices));
        transaction.apply(new RunEvent.AttemptStarted(
                clock.instant(),
                name,
                prepared.descriptor().attempt(),
                prepared.descriptor().token(),
                prepared.key().digest(),
                prepared.descriptor().inputs(),
                prepared.key().parts()));
    }

    private AttemptId id(Preparation.Prepared prepared) {
        return new AttemptId(ground.run().id(), prepared.descriptor().token());
    }
}
