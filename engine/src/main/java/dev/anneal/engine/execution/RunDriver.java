package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.Allocator;
import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.attempt.AttemptLauncher;
import dev.anneal.engine.attempt.AttemptLauncher.AttemptId;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCommand;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.store.MailTable;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.task.TaskCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Drives one run, on one thread: what happens reaches it through its inbox, is applied to the reducer and committed
 * together with what that calls for, and only then is anything begun outside. Ends with the run.
 */
final class RunDriver {

    /** How many commands one transaction carries out: others want to write too. */
    private static final int COMMANDS = 128;

    /** What a driver tells the rest of the engine. */
    interface Others {

        /** Something that is limited across processes was given back. */
        void released();

        /** A run is to stop. */
        void cancel(String run, String reason);

        /** A run that nobody drives is to be, here. */
        void takeUp(Run left, RunListener listener);
    }

    /** What a driver works with; shared by all drivers of an engine. */
    record Tools(
            Home home,
            TaskCatalog catalog,
            AttemptLauncher launcher,
            Allocator allocator,
            Pools pools,
            SharedLimits claims,
            EffectApplier effects,
            SubRuns subRuns,
            Others others,
            Clock clock) {}

    /**
     * What a driver begins with.
     *
     * @param machine with the run's journal applied
     * @param startedAt the moment of its first event; null where it has none
     */
    record RunStart(
            Run run,
            Plan plan,
            RunMachine machine,
            Reuse reuse,
            long epoch,
            @Nullable Instant startedAt) {}

    private final Tools tools;
    private final RunStart start;
    private final RunListener listener;
    private final RunMachine machine;
    private final Decisions decisions;
    private final Starts starts;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private final Queue queue;
    private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
    private final Deque<RunCommand> commands = new ArrayDeque<>();
    private final Deque<String> granted = new ArrayDeque<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<String, String> awaited = new HashMap<>();
    private final Thread thread = Thread.currentThread();
    private volatile boolean parked;
    private Run run;
    private long lastToken;

    /** Made by the thread that drives. */
    RunDriver(Tools tools, RunStart start, RunListener listener) {
        this.tools = tools;
        this.start = start;
        this.listener = listener;
        this.run = start.run();
        this.machine = start.machine();
        int atOnce = start.plan().workflow().limits().atOnce();
        if (atOnce > 0) {
            tools.pools().limit(run.id(), atOnce);
        }
        Decisions.Ground ground = new Decisions.Ground(
                run,
                start.plan(),
                machine,
                new Preparation(run, start.plan(), machine, tools.catalog()),
                start.reuse(),
                tools.allocator(),
                tools.pools(),
                tools.claims(),
                atOnce > 0);
        this.decisions =
                new Decisions(ground, tools.clock(), this::nextToken, this::lookAgain, this::granted, this::check);
        this.alarms = new Alarms(tools.launcher(), tools.clock(), this::tell);
        this.deadlines =
                new Deadlines(alarms, machine, start.plan().workflow().limits().timeout());
        this.queue = new Queue(tools.home(), pause -> alarms.in(pause, new Signal.Nudged()));
        this.starts = new Starts(tools, decisions, machine, this::tell);
    }

    /** May be called by any thread, at any time. */
    void tell(Signal signal) {
        inbox.add(signal);
    }

    /** Whether a task run waits for what another process has. */
    boolean parked() {
        return parked;
    }

    /** Returns when the run has ended. */
    Run drive() throws InterruptedException {
        List<RunCommand> outstanding = machine.outstanding();
        // What lives already has its share before others ask for theirs.
        outstanding.stream().filter(RunCommand.Watch.class::isInstance).forEach(commands::add);
        outstanding.stream()
                .filter(command -> !(command instanceof RunCommand.Watch || command instanceof RunCommand.TimeOutAt))
                .forEach(commands::add);
        listener.started(run);
        try {
            deadlines.resume(start.startedAt(), outstanding);
            step(List.of(new Signal.Nudged()));
            while (!machine.state().ended()) {
                boolean idle = commands.isEmpty() && granted.isEmpty();
                List<Signal> signals = new ArrayList<>();
                if (idle) {
                    signals.add(inbox.take());
                }
                inbox.drainTo(signals);
                step(signals);
            }
            return run;
        } finally {
            queue.close();
            alarms.drop();
            tools.launcher().abandon(run.id());
            tools.allocator().forget(run.id());
            tools.pools().forget(run.id());
        }
    }

    private void step(List<Signal> signals) {
        boolean lasting = signals.stream().anyMatch(Signal::lasting);
        Run before = run;
        List<TaskRun> changed = tools.home()
                .store()
                .write(
                        lasting ? Durability.MACHINE : Durability.PROCESS,
                        tables -> transact(
                                new RunTransaction(tables, before, machine, tools.effects(), commands), signals));
        List<Runnable> now = List.copyOf(afterCommit);
        afterCommit.clear();
        now.forEach(Runnable::run);
        changed.forEach(this::tellOf);
    }

    private void tellOf(TaskRun row) {
        if (row.state() == TaskState.EXPANDED) {
            listener.expanded(run, row.task(), machine.task(row.task()).items());
        }
        listener.changed(run, row);
    }

    private void tellOf(Signal.Deaf deaf) {
        listener.fault(
                run,
                "attempt " + deaf.attempt().attempt() + " of task '"
                        + deaf.attempt().task()
                        + "' was told to stop " + Durations.forPeople(deaf.since())
                        + " ago and goes on; the run waits for it. What cannot be interrupted can be ended in a"
                        + " process of its own: executor: worker");
    }

    private List<TaskRun> transact(RunTransaction transaction, List<Signal> signals) {
        Run before = transaction.run();
        if (!begin(transaction, signals)) {
            return List.of();
        }
        signals.forEach(signal -> handle(signal, transaction));
        int done = 0;
        while (done < COMMANDS && !(commands.isEmpty() && granted.isEmpty())) {
            String next = granted.poll();
            if (next != null) {
                decisions.granted(next, transaction);
            } else {
                carryOut(commands.remove(), transaction);
            }
            done++;
        }
        List<TaskRun> changed = transaction.write(start.epoch(), before);
        run = transaction.run();
        parked = !decisions.parked().isEmpty();
        if (transaction.released()) {
            afterCommit.add(tools.others()::released);
        }
        changed.forEach(this::stopPart);
        return changed;
    }

    /** Lets the run start when its turn has come, or when it is to be cancelled; whether it has started. */
    private boolean begin(RunTransaction transaction, List<Signal> signals) {
        if (machine.events() > 0) {
            return true;
        }
        boolean cancelled = signals.stream().anyMatch(Signal.Cancel.class::isInstance)
                || transaction.tables().mail().of(run.id()).stream()
                        .anyMatch(message -> message.kind().equals(MailTable.CANCEL));
        Concurrency concurrency = start.plan().workflow().limits().concurrency();
        List<Run> before =
                run.state() == RunState.QUEUED ? Turns.before(run, concurrency, transaction.tables()) : List.of();
        if (!before.isEmpty() && !cancelled) {
            afterCommit.add(() -> queue.behind(before, left -> foundLeft(left, concurrency)));
            return false;
        }
        Instant now = tools.clock().instant();
        afterCommit.add(queue::close);
        afterCommit.add(deadlines::begun);
        return transaction.apply(new RunEvent.RunStarted(now));
    }

    /** Where others are to give way one that is left does too; else a person says what is to become of it. */
    private void foundLeft(Run left, Concurrency concurrency) {
        if (concurrency.policy() == Concurrency.Policy.CANCEL_RUNNING) {
            tools.others().takeUp(left, listener);
        } else {
            listener.fault(run, "it waits for " + LeftRuns.described(left));
        }
    }

    private void handle(Signal signal, RunTransaction transaction) {
        Instant now = tools.clock().instant();
        if (signal instanceof Signal.Ended ended) {
            ended(ended.attempt(), Outcomes.event(ended.attempt(), ended.outcome(), machine, now), transaction);
        } else if (signal instanceof Signal.Deaf deaf) {
            afterCommit.add(() -> tellOf(deaf));
        } else if (signal instanceof Signal.Due due) {
            // What it waited for then may be over long since, and it may wait for something else now.
            if (due.moment().equals(machine.task(due.task()).due())) {
                commands.add(new RunCommand.Prepare(due.task()));
            }
        } else if (signal instanceof Signal.Granted free) {
            granted.add(free.task());
        } else if (signal instanceof Signal.LookAgain again) {
            decisions.retry(again.task(), transaction);
        } else if (signal instanceof Signal.Checked read) {
            decisions.checked(read.task(), transaction);
        } else if (signal instanceof Signal.Cancel cancel) {
            transaction.apply(new RunEvent.CancelRequested(now, cancel.reason()));
        } else if (signal instanceof Signal.TimedOut over) {
            String reason = "the run took longer than its timeout of " + Durations.forPeople(over.limit());
            transaction.apply(new RunEvent.CancelRequested(now, reason, true));
        } else if (signal instanceof Signal.TaskTimedOut over) {
            transaction.apply(new RunEvent.TaskTimedOut(now, over.task(), over.reason()));
        } else if (signal instanceof Signal.Told told) {
            tools.subRuns().told(told.task(), told.child(), now, transaction);
        } else if (signal instanceof Signal.Refused refused) {
            transaction.apply(new RunEvent.TaskSignalled(now, refused.task(), refused.signal(), refused.data()));
        } else if (signal instanceof Signal.Nudged) {
            // What was sent is for the run's owner; and who is it no more learns that here, if nothing else happens.
            transaction.requireOwner(start.epoch());
            RunMail.read(machine, now, transaction);
            decisions.parked().forEach(task -> decisions.retry(task, transaction));
        } else if (signal instanceof Signal.Progress progress) {
            afterCommit.add(() -> listener.progress(run, progress.task(), progress.fraction(), progress.message()));
        }
    }

    private void ended(AttemptDescriptor attempt, RunEvent event, RunTransaction transaction) {
        TaskView view = machine.task(attempt.task());
        boolean applied = transaction.apply(event);
        tools.allocator().giveBack(new AttemptId(run.id(), attempt.token()));
        PlannedTask task = decisions.planned(view);
        if (applied
                && event instanceof RunEvent.AttemptSucceeded
                && view.state() == TaskState.SUCCEEDED
                && Reuse.cached(task)
                && view.key() != null) {
            transaction.keep(view.key(), view, event.at());
        }
    }

    private void carryOut(RunCommand command, RunTransaction transaction) {
        Instant now = tools.clock().instant();
        if (command instanceof RunCommand.Prepare prepare) {
            decisions.prepare(prepare.task(), transaction);
        } else if (command instanceof RunCommand.Skip skip) {
            transaction.apply(new RunEvent.TaskSkipped(now, skip.task(), skip.reason()));
        } else if (command instanceof RunCommand.End end) {
            transaction.apply(new RunEvent.RunEnded(now, end.state(), end.reason()));
            RunMail.drop(transaction);
        } else if (command instanceof RunCommand.Await await) {
            TaskView view = machine.task(await.task());
            SubRuns.partOf(await.signal()).ifPresent(part -> awaited.put(await.task(), part));
            RunMail.read(machine, now, transaction);
            tools.subRuns()
                    .await(view, await.signal(), this::tell, listener, transaction)
                    .ifPresent(afterCommit::add);
        } else if (command instanceof RunCommand.PrepareAt at) {
            TaskView view = machine.task(at.task());
            Duration longest = Delays.longest(view);
            Signal due = new Signal.Due(at.task(), at.due());
            afterCommit.add(
                    longest == null
                            ? () -> alarms.whenClockSays(at.due(), due)
                            : () -> alarms.at(at.due(), longest, due));
        } else if (command instanceof RunCommand.TimeOutAt at) {
            afterCommit.add(() -> deadlines.begun(at));
        } else if (command instanceof RunCommand.Watch watch) {
            starts.watch(watch, transaction).ifPresent(afterCommit::add);
        } else if (command instanceof RunCommand.Cancel cancel) {
            afterCommit.add(() -> tools.launcher().cancel(new AttemptId(run.id(), cancel.token())));
        }
    }

    /** A part whose task does not wait for it any more is of no use. */
    private void stopPart(TaskRun row) {
        String part = row.state().ended() ? awaited.remove(row.task()) : null;
        if (part != null && row.state() != TaskState.SUCCEEDED) {
            String reason = "task '" + row.task() + "' of run " + run.id() + ", which it is a part of, has ended";
            afterCommit.add(() -> tools.others().cancel(part, reason));
        }
    }

    private void granted(String task) {
        if (Thread.currentThread() == thread) {
            granted.add(task);
        } else {
            tell(new Signal.Granted(task));
        }
    }

    private void lookAgain(String task, @Nullable Duration pause) {
        Duration wait = pause == null ? Duration.ofSeconds(1) : pause;
        afterCommit.add(() -> alarms.in(wait, new Signal.LookAgain(task)));
    }

    private void check(String task, List<RunEvent.TaskReused> results) {
        afterCommit.add(() -> tools.launcher().aside(() -> {
            try {
                var unused = results.stream().anyMatch(start.reuse()::sound);
            } finally {
                tell(new Signal.Checked(task));
            }
        }));
    }

    /** Greater than every token of this run so far: owners have rising epochs. */
    private long nextToken() {
        lastToken++;
        return (start.epoch() << 32) + lastToken;
    }
}
