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
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.store.ResultTable;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction of a run: events are applied to the reducer as they come, with their effects; what they call for may
 * lead to more events; at the end journal, task runs and the run are written together. Where that fails the reducer is
 * ahead of the journal, which has the truth: its owner must be dropped.
 */
final class RunTransaction {

    private final Tables tables;
    private final RunMachine machine;
    private final EffectApplier effects;
    private final Deque<RunCommand> commands;
    private final long known;
    private final List<RunEvent> events = new ArrayList<>();
    private Run run;
    private boolean released;

    /** @param commands what is to be done, added to here */
    RunTransaction(Tables tables, Run run, RunMachine machine, EffectApplier effects, Deque<RunCommand> commands) {
        this.tables = tables;
        this.run = run;
        this.machine = machine;
        this.effects = effects;
        this.commands = commands;
        this.known = machine.events();
    }

    Tables tables() {
        return tables;
    }

    Run run() {
        return run;
    }

    /** Whether what attempts held across processes was given back. */
    boolean released() {
        return released;
    }

    /**
     * Lets an event happen, if it can happen now: the end of an attempt that is over already, for one, comes too late and
     * is dropped. One whose effects cannot be applied becomes a failure, and nothing of its effects stays.
     */
    boolean apply(RunEvent event) {
        if (!machine.accepts(event)) {
            return false;
        }
        RunEvent happened = effectsOf(event).isEmpty() ? event : withEffects((RunEvent.AttemptEvent) event);
        commands.addAll(machine.apply(happened));
        events.add(happened);
        if (happened instanceof RunEvent.AttemptEvent attempt && !(happened instanceof RunEvent.AttemptStarted)) {
            released |= tables.claims().release(run.id(), attempt.token());
        } else if (happened instanceof RunEvent.RunStarted) {
            run = run.in(RunState.RUNNING);
        } else if (happened instanceof RunEvent.RunEnded ended) {
            run = run.ended(ended.state(), ended.at(), ended.reason());
            // What comes too late is read by nobody.
            var unused = tables.mail().take(run.id());
        }
        return true;
    }

    /** @throws dev.anneal.engine.store.StaleOwnerException if another owner has taken the run over */
    void requireOwner(long epoch) {
        tables.runs().append(run.id(), epoch, known, List.of());
    }

    /** Remembers a task run's result for later attempts that would follow from the same. */
    void keep(Digest key, TaskView done, Instant at) {
        tables.results().put(key, new ResultTable.Result(run.id(), at, done.outputs(), done.metrics()));
    }

    private RunEvent withEffects(RunEvent.AttemptEvent event) {
        try {
            Map<String, Object> more =
                    tables.undoable(() -> effects.apply(effectsOf(event), run, event.task(), event.at(), tables));
            return with(event, more);
        } catch (AnnealException failed) {
            FailureKind kind = switch (failed.kind()) {
                case BAD_INPUT, NOT_FOUND -> FailureKind.BAD_INPUT;
                case ENVIRONMENT, FAULT -> FailureKind.ERROR;
            };
            Failure failure = new Failure(kind, String.valueOf(failed.getMessage()));
            return new AttemptFailed(event.at(), event.task(), event.attempt(), event.token(), failure);
        }
    }

    private static RunEvent with(RunEvent.AttemptEvent event, Map<String, Object> more) {
        if (!(event instanceof AttemptSucceeded success) || more.isEmpty()) {
            return event;
        }
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

    /** Writes what happened. @return the task runs that changed */
    List<TaskRun> write(long epoch, Run before) {
        if (events.isEmpty()) {
            return List.of();
        }
        tables.runs().append(run.id(), epoch, known, events);
        List<TaskRun> changed = new ArrayList<>();
        for (TaskView view : machine.takeChanged()) {
            if (TaskRows.notBegun(view)) {
                continue;
            }
            TaskRun row = TaskRows.of(run.id(), view);
            tables.runs().put(row);
            changed.add(row);
        }
        if (!run.equals(before)) {
            tables.runs().update(run);
        }
        return changed;
    }

    private static List<Effect> effectsOf(RunEvent event) {
        if (event instanceof AttemptSucceeded success) {
            return success.effects();
        }
        return event instanceof AttemptRejected rejected ? rejected.effects() : List.of();
    }
}
