package dev.anneal.engine.execution;

import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.task.OutputSpec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What names mean in a run's expressions: {@code params}, {@code run}, and each task's outputs. */
final class RunNames {

    private RunNames() {}

    /** @param wanted the tasks that the expressions name; outputs of others are left out */
    static Map<String, Object> of(Run run, Plan plan, RunMachine machine, Set<String> wanted) {
        Map<String, Object> names = new HashMap<>();
        names.put("params", parameters(run, plan));
        names.put("run", run(run));
        for (PlannedTask task : plan.tasks()) {
            if (wanted.contains(task.spec().name())) {
                names.put(
                        task.spec().name(),
                        outputs(task, machine.task(task.spec().name())));
            }
        }
        return names;
    }

    private static Map<String, Object> parameters(Run run, Plan plan) {
        Map<String, Object> values = new LinkedHashMap<>();
        plan.workflow()
                .parameters()
                .forEach(parameter -> values.put(
                        parameter.name(), new Missing("parameter '" + parameter.name() + "' was not given", false)));
        values.putAll(run.parameters());
        return values;
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", run.id());
        values.put("workflow", run.workflow());
        values.put("trigger", run.trigger() == null ? "" : run.trigger());
        values.put("dueTime", run.due() == null ? "" : run.due().toString());
        return values;
    }

    private static Object outputs(PlannedTask task, TaskView view) {
        String name = task.spec().name();
        if (view.state() != TaskState.SUCCEEDED && view.state() != TaskState.REJECTED) {
            return new Missing("task '" + name + "' is " + view.state().word() + ", so it has no outputs", false);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (OutputSpec output : task.description().outputs()) {
            values.put(output.name(), new Missing("task '" + name + "' has no " + output.name(), false));
        }
        values.putAll(view.outputs());
        return values;
    }
}
