package dev.anneal.runner.app.reuse;

import dev.anneal.engine.execution.Inquiry;
import dev.anneal.engine.execution.Miss;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of a task run why it was an attempt, or whose result it is. */
public final class WhyItRan {

    /**
     * An answer.
     *
     * @param miss why no earlier result was used; null where one was, or where nothing is known
     */
    public record Answer(TaskRun row, @Nullable Miss miss) {}

    private final Anneal anneal;

    public WhyItRan(Anneal anneal) {
        this.anneal = anneal;
    }

    /**
     * An answer for the task run of that name; one for each where the task became several.
     *
     * @throws dev.anneal.engine.problem.AnnealException not-found, naming the nearest
     */
    public List<Answer> of(Run run, String name) {
        TaskRun asked = new Runs(anneal).taskRun(run, name);
        Inquiry inquiry = new Inquiry(run, plan(run));
        List<Answer> answers = new ArrayList<>();
        anneal.store().read(tables -> {
            List<TaskRun> became = tables.runs().taskRuns(run.id()).stream()
                    .filter(row -> row.task().startsWith(name + "["))
                    .toList();
            for (TaskRun row : became.isEmpty() ? List.of(asked) : became) {
                boolean looked = row.reusedFrom() == null;
                Optional<Miss> miss = looked ? inquiry.of(row, base(row.task()), tables) : Optional.empty();
                answers.add(new Answer(row, miss.orElse(null)));
            }
            return Boolean.TRUE;
        });
        return answers;
    }

    private static String base(String name) {
        int instance = name.indexOf('[');
        return instance < 0 ? name : name.substring(0, instance);
    }

    /** Null where the task types have changed so much since then that it cannot be planned. */
    private @Nullable Plan plan(Run run) {
        Optional<WorkflowSpec> spec =
                anneal.store().read(tables -> tables.workflows().spec(run.spec()));
        if (spec.isEmpty()) {
            return null;
        }
        try {
            return new Planner(anneal.catalog()).plan(spec.get());
        } catch (InvalidWorkflowException outdated) {
            return null;
        }
    }
}
