package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCommand;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunEvent.AttemptFailed;
import dev.anneal.engine.run.RunEvent.AttemptRejected;
import dev.anneal.engine.run.RunEvent.AttemptSucceeded;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.store.ResultTable;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Commits events of one run: journal, projections, effects and requests in one transaction, the reducer's state in step
 * with it. After an exception other than a failed effect's the object is of no use: the journal has the truth.
 */
final class RunJournal {

    /** What a commit did. */
    record Committed(List<RunCommand> commands, List<TaskRun> changed) {}

    /** An effect of one event could not be applied; nothing was committed. */
    private static final class EffectFailed extends AnnealException {
        private static final long serialVersionUID = 1L;
        private final transient RunEvent.AttemptEvent event;
        private final FailureKind failure;

        EffectFailed(RunEvent.AttemptEvent event, AnnealException cause) {
            super(Kind.ENVIRONMENT, "effect", String.valueOf(cause.getMessage()), cause);
            this.event = event;
            this.failure = switch (cause.kind()) {
                case BAD_INPUT, NOT_FOUND -> FailureKind.BAD_INPUT;
                case ENVIRONMENT, FAULT -> FailureKind.ERROR;
            };
        }
    }

    private final Store store;
    private final EffectApplier effects;
    private final RunMachine machine;
    private final Projection projection;
    private final long epoch;
    private final Map<String, Digest> keys = new HashMap<>();
    private Run run;

    RunJournal(Store store, EffectApplier effects, RunMachine machine, Projection projection, Run run, long epoch) {
        this.store = store;
        this.effects = effects;
        this.machine = machine;
        this.projection = projection;
        this.run = run;
        this.epoch = epoch;
    }

    Run run() {
        return run;
    }

    /** Remembers under which key a live attempt's result may be reused. */
    void key(RunEvent.AttemptStarted started) {
        if (started.key() != null) {
            keys.put(started.task(), started.key());
        }
    }

    /** Commits the events that can happen now; the others are late and are dropped. */
    Committed commit(List<RunEvent> events) {
        List<RunEvent> wanted = withoutStale(events);
        while (true) {
            try {
                return attempt(wanted);
            } catch (EffectFailed failed) {
                RunEvent.AttemptEvent event = failed.event;
                Failure failure = new Failure(failed.failure, String.valueOf(failed.getMessage()));
                wanted.set(
                        wanted.indexOf(event),
                        new AttemptFailed(event.at(), event.task(), event.attempt(), event.token(), failure));
            }
        }
    }

    private List<RunEvent> withoutStale(List<RunEvent> events) {
        List<RunEvent> wanted = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        for (RunEvent event : events) {
            boolean attemptEnd = event instanceof RunEvent.AttemptEvent && !(event instanceof RunEvent.AttemptStarted);
            String task = event instanceof RunEvent.TaskEvent taskEvent ? taskEvent.task() : "";
            boolean late = attemptEnd && !startedIn(wanted, task) && (!machine.accepts(event) || ended.contains(task));
            if (!late) {
                wanted.add(event);
                if (attemptEnd) {
                    ended.add(task);
                }
            }
        }
        return wanted;
    }

    private static boolean startedIn(List<RunEvent> events, String task) {
        return events.stream()
                .anyMatch(event -> event instanceof RunEvent.AttemptStarted started
                        && started.task().equals(task));
    }

    private Committed attempt(List<RunEvent> events) {
        boolean lasting = events.stream().anyMatch(event -> !effectsOf(event).isEmpty() || endsRun(event));
        return store.write(lasting ? Durability.MACHINE : Durability.PROCESS, tables -> write(events, tables));
    }

    private Committed write(List<RunEvent> events, Tables tables) {
        List<RunEvent> amended = new ArrayList<>();
        for (RunEvent event : events) {
            amended.add(effectsOf(event).isEmpty() ? event : applied(event, tables));
        }
        long known = machine.events();
        List<RunEvent> appended = new ArrayList<>();
        List<RunCommand> commands = new ArrayList<>();
        Map<String, TaskRun> changed = new LinkedHashMap<>();
        Run after = run;
        for (RunEvent event : amended) {
            if (!machine.accepts(event) && late(event)) {
                continue;
            }
            commands.addAll(machine.apply(event));
            appended.add(event);
            projection.follow(event).forEach(row -> changed.put(row.task(), row));
            keepResult(event, tables);
            if (event instanceof RunEvent.RunEnded ended) {
                after = run.ended(ended.state(), ended.at(), ended.reason());
            }
        }
        tables.runs().append(run.id(), epoch, known, appended);
        changed.values().forEach(tables.runs()::put);
        if (!after.equals(run)) {
            tables.runs().update(after);
            run = after;
        }
        return new Committed(commands, List.copyOf(changed.values()));
    }

    /** Whether the event may come too late: the end of an attempt that has ended, or anything after a cancel. */
    private boolean late(RunEvent event) {
        boolean attemptEnd = event instanceof RunEvent.AttemptEvent && !(event instanceof RunEvent.AttemptStarted);
        return attemptEnd || machine.cancelRequested();
    }

    private void keepResult(RunEvent event, Tables tables) {
        if (event instanceof AttemptSucceeded success) {
            Digest key = keys.get(success.task());
            if (key != null) {
                tables.results()
                        .put(key, new ResultTable.Result(run.id(), success.at(), success.outputs(), success.metrics()));
            }
        }
    }

    private RunEvent applied(RunEvent event, Tables tables) {
        RunEvent.AttemptEvent attempt = (RunEvent.AttemptEvent) event;
        Map<String, Object> more;
        try {
            more = effects.apply(effectsOf(event), run, attempt.task(), event.at(), tables);
        } catch (AnnealException cause) {
            throw new EffectFailed(attempt, cause);
        }
        if (event instanceof AttemptSucceeded success) {
            Map<String, Object> outputs = new LinkedHashMap<>(success.outputs());
            outputs.putAll(more);
            return new AttemptSucceeded(
                    success.at(),
                    success.task(),
                    success.attempt(),
                    success.token(),
                    outputs,
                    success.metrics(),
                    success.effects());
        }
        return event;
    }

    private static List<Effect> effectsOf(RunEvent event) {
        if (event instanceof AttemptSucceeded success) {
            return success.effects();
        }
        return event instanceof AttemptRejected rejected ? rejected.effects() : List.of();
    }

    private static boolean endsRun(RunEvent event) {
        return event instanceof RunEvent.RunEnded;
    }
}
