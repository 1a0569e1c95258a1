package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.attempt.AttemptLauncher;
import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCommand;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.store.ResultTable;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Drives one run: carries out what the reducer wants and commits what happens, on one thread. Attempts, timers and
 * cancels reach it through its inbox; what is in the inbox together is committed together.
 */
final class RunDriver {

    /** What reaches the driver from other threads. */
    private sealed interface Signal {
        record Ended(AttemptDescriptor attempt, TaskOutcome outcome) implements Signal {}

        record Due(String task) implements Signal {}

        /** A slot may be free for a task that waits for one. */
        record SlotFree(String task) implements Signal {}

        record Cancel(String reason) implements Signal {}

        record Progress(String task, double fraction, String message) implements Signal {}
    }

    private final Home home;
    private final AttemptLauncher launcher;
    private final Clock clock;
    private final RunListener listener;
    private final Map<String, PlannedTask> tasks = new HashMap<>();
    private final RunMachine machine;
    private final RunJournal journal;
    private final Preparation preparation;
    private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
    private final Deque<RunCommand> commands = new ArrayDeque<>();
    private final List<RunEvent> events = new ArrayList<>();
    private final Set<String> decided = new HashSet<>();
    private final Map<String, AttemptDescriptor> prepared = new HashMap<>();
    private final long epoch;
    private long lastToken;

    RunDriver(Home home, AttemptLauncher launcher, Clock clock, RunListener listener, RunStart start) {
        this.home = home;
        this.launcher = launcher;
        this.clock = clock;
        this.listener = listener;
        this.machine = start.machine();
        this.epoch = start.epoch();
        this.journal =
                new RunJournal(home.store(), start.effects(), machine, start.projection(), start.run(), start.epoch());
        this.preparation = new Preparation(start.run(), start.plan(), machine);
        start.plan().tasks().forEach(task -> tasks.put(task.spec().name(), task));
    }

    /**
     * What a driver begins with.
     *
     * @param machine with the run's journal applied
     */
    record RunStart(Run run, Plan plan, RunMachine machine, Projection projection, EffectApplier effects, long epoch) {}

    /** May be called by any thread, at any time. */
    void cancel(String reason) {
        inbox.add(new Signal.Cancel(reason));
    }

    /** Returns when the run has ended. */
    Run drive() throws InterruptedException {
        if (machine.events() == 0) {
            events.add(new RunEvent.RunStarted(clock.instant()));
        } else {
            commands.addAll(machine.outstanding());
        }
        listener.started(journal.run());
        try {
            loop();
            return journal.run();
        } finally {
            prepared.values().forEach(this::giveBack);
            launcher.abandon(journal.run().id());
        }
    }

    private void loop() throws InterruptedException {
        while (!machine.state().ended()) {
            while (!commands.isEmpty()) {
                carryOut(commands.poll());
            }
            if (events.isEmpty()) {
                receive();
            } else {
                commit();
            }
        }
    }

    private void giveBack(AttemptDescriptor neverStarted) {
        launcher.giveBackSlot(new AttemptLauncher.AttemptId(journal.run().id(), neverStarted.token()));
    }

    private void commit() {
        List<RunEvent> batch = List.copyOf(events);
        events.clear();
        decided.clear();
        RunJournal.Committed committed = journal.commit(batch);
        commands.addAll(committed.commands());
        for (TaskRun row : committed.changed()) {
            listener.changed(journal.run(), row);
        }
    }

    private void receive() throws InterruptedException {
        handle(inbox.take());
        List<Signal> more = new ArrayList<>();
        inbox.drainTo(more);
        more.forEach(this::handle);
    }

    private void handle(Signal signal) {
        if (signal instanceof Signal.Ended ended) {
            events.add(event(ended.attempt(), ended.outcome()));
        } else if (signal instanceof Signal.Due due) {
            commands.add(new RunCommand.Prepare(due.task()));
        } else if (signal instanceof Signal.SlotFree free) {
            if (!prepare(task(free.task()))) {
                launcher.wakeNext();
            }
        } else if (signal instanceof Signal.Cancel cancel) {
            events.add(new RunEvent.CancelRequested(clock.instant(), cancel.reason()));
        } else if (signal instanceof Signal.Progress progress) {
            listener.progress(journal.run(), progress.task(), progress.fraction(), progress.message());
        }
    }

    private void carryOut(RunCommand command) {
        if (command instanceof RunCommand.Prepare prepare) {
            var unused = prepare(task(prepare.task()));
        } else if (command instanceof RunCommand.PrepareAt at) {
            Duration delay = Duration.between(clock.instant(), at.due());
            launcher.later(delay, () -> inbox.add(new Signal.Due(at.task())));
        } else if (command instanceof RunCommand.Skip skip) {
            events.add(new RunEvent.TaskSkipped(clock.instant(), skip.task(), skip.reason()));
        } else if (command instanceof RunCommand.Watch watch) {
            watch(watch);
        } else if (command instanceof RunCommand.Cancel cancel) {
            launcher.cancel(new AttemptLauncher.AttemptId(journal.run().id(), cancel.token()));
        } else if (command instanceof RunCommand.End end) {
            events.add(new RunEvent.RunEnded(clock.instant(), end.state(), end.reason()));
        }
    }

    /**
     * Decides what becomes of a task that may start.
     *
     * @return whether it took a slot
     */
    private boolean prepare(PlannedTask task) {
        String name = task.spec().name();
        TaskView view = machine.task(name);
        boolean open = view.state() == TaskState.READY
                || view.state() == TaskState.WAITING
                || view.state() == TaskState.SUSPENDED;
        if (!open || decided.contains(name)) {
            return false;
        }
        long token = nextToken();
        int attempt = view.attempts() + 1;
        try {
            Optional<String> obstacle = preparation.obstacle(task);
            if (obstacle.isPresent()) {
                decide(new RunEvent.TaskSkipped(clock.instant(), name, obstacle.get()));
                return false;
            }
            AttemptDescriptor descriptor = preparation.describe(task, attempt, token);
            return !reuse(descriptor) && begin(descriptor);
        } catch (EvaluationException e) {
            Instant now = clock.instant();
            Failure failure = new Failure(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()));
            decide(new RunEvent.AttemptStarted(now, name, attempt, token, null, Map.of(), Map.of()));
            events.add(new RunEvent.AttemptFailed(now, name, attempt, token, failure));
            return false;
        }
    }

    /** Adds an event that settles what a task does next, so that it is not asked again before the commit. */
    private void decide(RunEvent.TaskEvent event) {
        decided.add(event.task());
        events.add(event);
    }

    private boolean reuse(AttemptDescriptor descriptor) {
        Digest key = descriptor.key();
        if (key == null) {
            return false;
        }
        Optional<ResultTable.Result> known =
                home.store().read(tables -> tables.results().find(key));
        boolean there = known.isPresent()
                && Values.artifacts(known.get().outputs()).stream()
                        .map(Artifact::digest)
                        .allMatch(home.artifacts()::contains);
        if (there) {
            ResultTable.Result result = known.get();
            decide(new RunEvent.TaskReused(
                    clock.instant(),
                    descriptor.task(),
                    result.run(),
                    key,
                    result.outputs(),
                    result.metrics(),
                    descriptor.inputs(),
                    Map.of()));
        }
        return there;
    }

    private boolean begin(AttemptDescriptor descriptor) {
        AttemptLauncher.AttemptId id =
                new AttemptLauncher.AttemptId(journal.run().id(), descriptor.token());
        boolean taken = launcher.takeSlot(id, () -> inbox.add(new Signal.SlotFree(descriptor.task())));
        if (taken) {
            RunEvent.AttemptStarted started = new RunEvent.AttemptStarted(
                    clock.instant(),
                    descriptor.task(),
                    descriptor.attempt(),
                    descriptor.token(),
                    descriptor.key(),
                    descriptor.inputs(),
                    Map.of());
            prepared.put(descriptor.task(), descriptor);
            journal.key(started);
            decide(started);
        }
        return taken;
    }

    /** Starts the attempt that was just committed; one that is not ours was started before a restart. */
    private void watch(RunCommand.Watch watch) {
        PlannedTask task = task(watch.task());
        AttemptDescriptor own = prepared.remove(watch.task());
        boolean recover = own == null || own.token() != watch.token();
        if (own == null && machine.task(watch.task()).state().ended()) {
            return;
        }
        try {
            AttemptDescriptor descriptor =
                    own == null || recover ? preparation.describe(task, watch.attempt(), watch.token()) : own;
            launcher.start(
                    descriptor,
                    recover,
                    task.spec().attempts().timeout(),
                    (name, fraction, message) -> inbox.add(new Signal.Progress(name, fraction, message)),
                    outcome -> inbox.add(new Signal.Ended(descriptor, outcome)));
        } catch (EvaluationException e) {
            Failure failure = new Failure(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()));
            events.add(
                    new RunEvent.AttemptFailed(clock.instant(), watch.task(), watch.attempt(), watch.token(), failure));
        }
    }

    private RunEvent event(AttemptDescriptor of, TaskOutcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof TaskOutcome.Succeeded succeeded) {
            return new RunEvent.AttemptSucceeded(
                    now,
                    of.task(),
                    of.attempt(),
                    of.token(),
                    succeeded.outputs(),
                    succeeded.metrics(),
                    succeeded.effects());
        } else if (machine.cancelRequested()) {
            return new RunEvent.AttemptCancelled(now, of.task(), of.attempt(), of.token());
        } else if (outcome instanceof TaskOutcome.Rejected rejected) {
            return new RunEvent.AttemptRejected(
                    now,
                    of.task(),
                    of.attempt(),
                    of.token(),
                    rejected.reason(),
                    rejected.outputs(),
                    rejected.metrics(),
                    rejected.effects());
        } else if (outcome instanceof TaskOutcome.Suspended suspended) {
            return new RunEvent.AttemptSuspended(
                    now, of.task(), of.attempt(), of.token(), suspended.until(), suspended.signal(), suspended.state());
        }
        return new RunEvent.AttemptFailed(
                now, of.task(), of.attempt(), of.token(), ((TaskOutcome.Failed) outcome).failure());
    }

    private PlannedTask task(String name) {
        PlannedTask task = tasks.get(name);
        if (task == null) {
            throw new IllegalStateException("the plan has no task " + name);
        }
        return task;
    }

    /** Greater than every token of this run so far: owners have rising epochs. */
    private long nextToken() {
        lastToken++;
        return (epoch << 32) + lastToken;
    }
}
