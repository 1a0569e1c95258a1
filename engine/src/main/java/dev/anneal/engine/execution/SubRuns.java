package dev.anneal.engine.execution;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.store.Tables;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs that are parts of other runs: a task asks for one, waits for its end without a slot, and goes on with its outputs.
 * The id of a part follows from who asks, so that it is made once however often that is asked.
 */
final class SubRuns {

    /** What the signals that wait for runs begin with; the run's id follows. */
    static final String SIGNAL = "run:";

    private final RunOrders orders;
    private final Parts parts;

    SubRuns(RunOrders orders, Parts parts) {
        this.orders = orders;
        this.parts = parts;
    }

    /** The run that a signal waits for; empty where it waits for something else. */
    static Optional<String> partOf(String signal) {
        return signal.startsWith(SIGNAL) ? Optional.of(signal.substring(SIGNAL.length())) : Optional.empty();
    }

    /**
     * Makes the run that a suspended task waits for, where there is none yet.
     *
     * @return what is to be done after the commit; empty where the signal means nothing here
     */
    Optional<Runnable> await(
            TaskView task, String signal, Consumer<Signal> tell, RunListener listener, RunTransaction transaction) {
        Optional<String> part = partOf(signal);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        String id = part.get();
        String name = task.name();
        Run whole = transaction.run();
        try {
            if (transaction.tables().runs().find(id).isEmpty()) {
                place(id, task, transaction);
            }
        } catch (AnnealException e) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("state", RunState.FAILED.word());
            data.put("reason", String.valueOf(e.getMessage()));
            return Optional.of(() -> tell.accept(new Signal.Refused(name, signal, data)));
        }
        return Optional.of(() -> parts.drive(whole, id, () -> tell.accept(new Signal.Told(name, id)), listener));
    }

    @SuppressWarnings("unchecked")
    private void place(String id, TaskView task, RunTransaction transaction) {
        Map<String, Object> state = task.suspendedState();
        Run parent = transaction.run();
        String workflow = String.valueOf(state.get("workflow"));
        Object with = state.get("with");
        RunCause cause = new RunCause(
                RunCause.Kind.TASK,
                "a part of run " + parent.id() + ", task '" + task.name() + "'",
                parent.id(),
                task.name());
        refuseCircle(workflow, parent, transaction.tables());
        NewRun order = NewRun.of(workflow, with instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of(), cause);
        orders.part(id, order, parent, transaction.tables());
    }

    /**
     * A workflow that runs itself would never end. Within one file the planner says so; through several files it shows
     * here.
     */
    private static void refuseCircle(String workflow, Run parent, Tables tables) {
        Deque<String> chain = new ArrayDeque<>(List.of(workflow));
        Optional<Run> above = Optional.of(parent);
        while (above.isPresent()) {
            Run run = above.get();
            chain.addFirst(run.workflow());
            if (run.workflow().equals(workflow)) {
                throw AnnealException.badInput(
                        "workflow-cycle",
                        "workflows run each other in a circle: " + String.join(" -> ", chain)
                                + ". A loop is closed by a run request, not by a task of the type 'workflow'.");
            }
            String asker =
                    run.cause().kind() == RunCause.Kind.TASK ? run.cause().run() : null;
            above = asker == null ? Optional.empty() : tables.runs().find(asker);
        }
    }

    /** Lets a task go on whose run has ended. */
    void told(String task, String child, Instant now, RunTransaction transaction) {
        Optional<Run> run = transaction.tables().runs().find(child);
        if (run.isEmpty() || !run.get().state().ended()) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", child);
        data.put("state", run.get().state().word());
        data.put("reason", run.get().reason());
        try {
            data.put("outputs", RunOutputs.of(run.get(), transaction.tables()));
        } catch (EvaluationException e) {
            data.put("state", RunState.FAILED.word());
            data.put("reason", "its outputs have no value: " + e.getMessage());
        }
        transaction.apply(new RunEvent.TaskSignalled(now, task, SIGNAL + child, data));
    }
}
