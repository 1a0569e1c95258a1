package dev.anneal.engine.plan;

import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.List;
import java.util.Optional;

/** Tasks that run a workflow: {@code {type: workflow, workflow: train_eu, with: {...}}}. */
final class SubWorkflow {

    /** The task type, which is the engine's own. */
    static final String TYPE = "workflow";

    /** The setting that names the workflow. */
    static final String NAME = "workflow";

    /** The setting with the run's parameters. */
    static final String WITH = "with";

    private SubWorkflow() {}

    static boolean isOne(TaskSpec task) {
        return task.type().equals(TYPE);
    }

    /** The workflow that a task runs; empty where it runs none, or which one shows only in a run. */
    static Optional<String> named(TaskSpec task) {
        return isOne(task)
                        && task.settings().get(NAME) instanceof Literal literal
                        && literal.value() instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    /** The workflows that a workflow's tasks run, in order. */
    static List<String> runBy(WorkflowSpec workflow) {
        return workflow.tasks().stream()
                .flatMap(task -> named(task).stream())
                .distinct()
                .toList();
    }

    /** The name of the first task that runs a workflow; empty where none does. */
    static String running(WorkflowSpec workflow, String child) {
        return workflow.tasks().stream()
                .filter(task -> named(task).filter(child::equals).isPresent())
                .map(TaskSpec::name)
                .findFirst()
                .orElse("");
    }
}
