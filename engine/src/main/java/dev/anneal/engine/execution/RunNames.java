package dev.anneal.engine.execution;

import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.WorkflowSpec;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What names mean in a run's expressions: {@code params}, {@code run}, tasks' outputs, and what a repeated task knows. */
final class RunNames {

    private final Run run;
    private final Plan plan;
    private final RunMachine machine;
    private final Map<String, Object> parameters;

    RunNames(Run run, Plan plan, RunMachine machine) {
        this.run = run;
        this.plan = plan;
        this.machine = machine;
        this.parameters = parameters(run, plan.workflow());
    }

    /**
     * @param attempt the number of the attempt that they are for
     * @return {@code params}, {@code run} and the tasks that {@code task} depends on
     */
    Map<String, Object> of(PlannedTask task, TaskView view, int attempt) {
        Map<String, Object> names = new HashMap<>();
        names.put("params", parameters);
        names.put("run", run(task, attempt));
        for (int position : task.predecessors()) {
            PlannedTask predecessor = plan.tasks().get(position);
            String name = predecessor.spec().name();
            names.put(name, outputs(predecessor, machine.task(name), task));
        }
        TaskView parent = view.parent();
        if (parent != null) {
            instance(names, task, view, parent);
        }
        return names;
    }

    /** As {@link #of}, with the task's own outputs of its latest time and how often it has run. */
    Map<String, Object> afterIteration(PlannedTask task, TaskView view) {
        Map<String, Object> names = of(task, view, 1);
        List<? extends TaskView> times = view.instances();
        names.put(task.spec().name(), outputs(task, times.get(times.size() - 1), task));
        names.put("iteration", BigDecimal.valueOf(times.size()));
        return names;
    }

    @SuppressWarnings("NullAway") // an item may be null
    private static void instance(Map<String, Object> names, PlannedTask task, TaskView view, TaskView parent) {
        if (task.spec().flow().repetition() instanceof Repetition.ForEach) {
            names.put("item", view.item());
        } else {
            names.put("iteration", BigDecimal.valueOf(view.index()));
            names.put(
                    "previous",
                    view.index() == 1
                            ? declared(task, "this is the first time")
                            : outputs(task, parent.instances().get(view.index() - 2), task));
        }
    }

    /** What {@code params} means in a run of a workflow. */
    static Map<String, Object> parameters(Run run, WorkflowSpec workflow) {
        Map<String, Object> values = new LinkedHashMap<>();
        workflow.parameters()
                .forEach(parameter -> values.put(
                        parameter.name(), new Missing("parameter '" + parameter.name() + "' was not given", false)));
        values.putAll(run.parameters());
        return Collections.unmodifiableMap(values);
    }

    /** What {@code run} means everywhere in a run. */
    static Map<String, Object> of(Run run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", run.id());
        values.put("workflow", run.workflow());
        values.put("trigger", run.trigger() == null ? "" : run.trigger());
        values.put("dueTime", run.due() == null ? "" : run.due().toString());
        return values;
    }

    private Map<String, Object> run(PlannedTask task, int attempt) {
        Map<String, Object> values = of(run);
        values.put("attempt", BigDecimal.valueOf(attempt));
        if (task.spec().flow().always()) {
            values.put("state", machine.outlook().word());
        }
        return values;
    }

    /** @param reader the task that reads them */
    private static Object outputs(PlannedTask task, TaskView view, PlannedTask reader) {
        String name = task.spec().name();
        if (view.state() != TaskState.SUCCEEDED && view.state() != TaskState.REJECTED) {
            return new Missing("task '" + name + "' is " + view.state().word() + ", so it has no outputs", false);
        }
        boolean gathered = view.parent() == null && task.spec().flow().repetition() instanceof Repetition.ForEach;
        if (gathered) {
            Set<String> names = new TreeSet<>(task.outputs());
            if (view.outputs().isEmpty()) {
                // What a workflow makes shows where one has run, and none has.
                names.addAll(Gathered.read(name, reader.spec().expressions()));
            }
            return Gathered.of(view.outputs(), view.items(), names);
        }
        Map<String, Object> values = declared(task, "it did not make it");
        values.putAll(view.outputs());
        return values;
    }

    private static Map<String, Object> declared(PlannedTask task, String why) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String output : task.outputs()) {
            values.put(output, new Missing("task '" + task.spec().name() + "' has no " + output + ": " + why, false));
        }
        return values;
    }
}
