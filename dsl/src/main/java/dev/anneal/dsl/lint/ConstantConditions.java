package dev.anneal.dsl.lint;

import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@code when} or {@code until} that reads nothing, so that it always comes to the same. */
final class ConstantConditions implements Rule {

    @Override
    public void look(WorkflowSpec workflow, WorkflowFile file, Consumer<Problem> found) {
        // A script's own variables are constants when they arrive here, and may well decide.
        boolean script = file.path().toString().endsWith(".groovy");
        for (TaskSpec task : workflow.tasks()) {
            check(workflow, file, task, "when", task.when(), script, found);
            if (task.flow().repetition() instanceof Repetition.Repeat repeat) {
                check(workflow, file, task, "repeat/until", repeat.condition(), script, found);
            }
        }
    }

    private static void check(
            WorkflowSpec workflow,
            WorkflowFile file,
            TaskSpec task,
            String word,
            @Nullable Expression condition,
            boolean script,
            Consumer<Problem> found) {
        if (condition == null || !condition.references().isEmpty() || (script && !(condition instanceof Literal))) {
            return;
        }
        found.accept(new Problem(
                file.places().of(condition, Places.setting(workflow.name(), task.name(), word)),
                "constant-condition",
                "'" + word.replace('/', '.') + "' of task '" + task.name()
                        + "' reads nothing, so it always comes to the same. Read a parameter or an output, or take it"
                        + " out."));
    }
}
