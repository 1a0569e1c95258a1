package dev.anneal.engine.execution;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a workflow's {@code outputs} come to in a run that has succeeded. */
final class RunOutputs {

    private RunOutputs() {}

    /** @throws EvaluationException if one has no value */
    static Map<String, Object> of(Run run, Tables tables) {
        if (run.state() != RunState.SUCCEEDED) {
            return Map.of();
        }
        WorkflowSpec spec = tables.workflows()
                .spec(run.spec())
                .orElseThrow(() -> AnnealException.fault("no-spec", "the spec of run " + run.id() + " is gone", null));
        if (spec.outputs().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("params", RunNames.parameters(run, spec));
        names.put("run", RunNames.of(run));
        List<TaskRun> rows = tables.runs().taskRuns(run.id());
        Set<String> read = spec.outputs().values().stream()
                .flatMap(expression -> expression.references().stream())
                .map(Expression.Reference::root)
                .collect(Collectors.toSet());
        for (TaskRun row : rows) {
            if (read.contains(row.task())) {
                names.put(row.task(), made(row, rows, spec));
            }
        }
        Evaluator evaluator = new Evaluator(Scope.of(names));
        Map<String, Object> outputs = new LinkedHashMap<>();
        spec.outputs().forEach((name, expression) -> {
            Object value = evaluator.evaluate(expression);
            if (value instanceof Missing missing) {
                throw new EvaluationException(expression, "output '" + name + "': " + missing.reason());
            }
            put(outputs, name, value);
        });
        return outputs;
    }

    private static Object made(TaskRun row, List<TaskRun> rows, WorkflowSpec spec) {
        if (row.state() != TaskState.SUCCEEDED && row.state() != TaskState.REJECTED) {
            return new Missing("task '" + row.task() + "' is " + row.state().word() + ", so it has no outputs", false);
        }
        boolean gathered = spec.task(row.task())
                .filter(task -> task.flow().repetition() instanceof Repetition.ForEach)
                .isPresent();
        if (!gathered) {
            return row.outputs();
        }
        long items = rows.stream()
                .filter(one -> one.task().startsWith(row.task() + "["))
                .count();
        return Gathered.of(
                row.outputs(),
                Math.toIntExact(items),
                Gathered.read(row.task(), spec.outputs().values()));
    }

    @SuppressWarnings("NullAway") // an output may be null
    private static void put(Map<String, Object> outputs, String name, @Nullable Object value) {
        outputs.put(name, value);
    }
}
