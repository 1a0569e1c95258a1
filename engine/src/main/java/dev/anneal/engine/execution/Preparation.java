package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.attempt.Means;
import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.expression.WithoutName;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.settings.LoneValue;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.task.RunInfo;
import dev.anneal.engine.task.TaskCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a ready task run into what an attempt needs: settings evaluated, inputs and key known. */
final class Preparation {

    /** An attempt's descriptor and what its result will follow from. */
    record Prepared(AttemptDescriptor descriptor, CacheKey key, Map<String, Long> demand) {}

    private final Run run;
    private final RunNames names;
    private final RunInfo info;
    private final TaskCatalog catalog;

    Preparation(Run run, Plan plan, RunMachine machine, TaskCatalog catalog) {
        this.run = run;
        this.catalog = catalog;
        this.names = new RunNames(run, plan, machine);
        this.info = new RunInfo(
                run.id(), run.workflow(), run.spec(), Path.of(run.baseFolder()), run.parameters(), run.codeVersion());
    }

    /**
     * Why the task's {@code when} does not hold; empty where it does or there is none. One that names the item is looked
     * at for each item, any other once for the task.
     *
     * @throws EvaluationException if it has no value
     */
    Optional<String> obstacle(PlannedTask task, TaskView view) {
        Expression when = task.spec().when();
        if (when == null || ofEachItem(task, when) == (view.parent() == null)) {
            return Optional.empty();
        }
        Evaluator evaluator = new Evaluator(Scope.of(names.of(task, view, view.attempts() + 1)));
        return evaluator.test(when)
                ? Optional.empty()
                : Optional.of("when " + ExpressionText.of(when) + " does not hold");
    }

    private static boolean ofEachItem(PlannedTask task, Expression when) {
        return task.spec().flow().repetition() instanceof Repetition.ForEach
                && when.references().stream()
                        .anyMatch(reference -> reference.root().equals("item"));
    }

    /**
     * What a task with {@code forEach} is expanded over.
     *
     * @throws EvaluationException if that is no list and no map of lists
     */
    List<Object> items(PlannedTask task, TaskView view, Repetition.ForEach rule) {
        Evaluator evaluator = new Evaluator(Scope.of(names.of(task, view, 1)));
        Object value = present("forEach", evaluator.evaluate(rule.over()), rule.over());
        if (value instanceof List<?> list) {
            return Values.copyOf(list);
        } else if (value instanceof Map<?, ?> axes) {
            return product(axes, rule.over());
        }
        throw new EvaluationException(
                rule.over(),
                "forEach takes a list or a map of lists, but '" + ExpressionText.of(rule.over()) + "' is neither");
    }

    private static List<Object> product(Map<?, ?> axes, Expression at) {
        List<Map<String, Object>> rows = List.of(Map.of());
        for (Map.Entry<?, ?> axis : axes.entrySet()) {
            if (!(axis.getValue() instanceof List<?> values)) {
                throw new EvaluationException(at, "'" + axis.getKey() + "' of forEach is no list");
            }
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> row : rows) {
                for (Object value : values) {
                    Map<String, Object> with = new LinkedHashMap<>(row);
                    with.put(String.valueOf(axis.getKey()), value);
                    longer.add(with);
                }
            }
            rows = longer;
        }
        return Values.copyOf(rows);
    }

    /**
     * Whether a task with {@code repeat} is to run once more.
     *
     * @throws EvaluationException if its condition has no value
     */
    boolean again(PlannedTask task, TaskView view, Repetition.Repeat rule) {
        return new Evaluator(Scope.of(names.afterIteration(task, view))).test(rule.condition());
    }

    /** @throws EvaluationException if a setting has no value */
    Prepared describe(PlannedTask task, TaskView view, int attempt, long token) {
        Map<String, Object> known = names.of(task, view, attempt);
        Evaluator evaluator = new Evaluator(Scope.of(known));
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, Digest> inputs = new TreeMap<>();
        boolean firstTime = task.spec().flow().repetition() instanceof Repetition.Repeat && view.index() == 1;
        said(task, firstTime).forEach((name, value) -> {
            SettingType type = task.schema().setting(name).map(Setting::type).orElse(new SettingType.Anything());
            boolean condition = type instanceof SettingType.Condition;
            Object evaluated = condition ? value : value(name, LoneValue.in(value, type), evaluator);
            settings.put(name, evaluated);
            List<Artifact> artifacts = condition ? List.of() : Values.artifacts(evaluated);
            for (int i = 0; i < artifacts.size(); i++) {
                inputs.put(
                        artifacts.size() == 1 ? name : name + "." + (i + 1),
                        artifacts.get(i).digest());
            }
        });
        Map<String, String> more = new TreeMap<>(WorldParts.of(task, settings, run));
        catalog.origin(task.spec().type())
                .ifPresent(plugin -> more.put("plugin", plugin.digest().hex()));
        CacheKey key = CacheKey.of(task, settings, known, more);
        Map<String, Long> demand = Demand.of(task, evaluator);
        AttemptDescriptor descriptor = new AttemptDescriptor(
                info,
                view.name(),
                task.spec().type(),
                attempt,
                token,
                settings,
                known,
                key.digest(),
                inputs,
                view.suspendedState(),
                Means.LOCAL);
        return new Prepared(descriptor, key, demand);
    }

    /** What is said of the settings; the first time less what they take from the time before. */
    private static Map<String, Expression> said(PlannedTask task, boolean firstTime) {
        if (!firstTime) {
            return task.spec().settings();
        }
        Map<String, Expression> said = new LinkedHashMap<>();
        task.spec().settings().forEach((name, value) -> {
            boolean condition =
                    task.schema().setting(name).map(Setting::type).orElse(null) instanceof SettingType.Condition;
            Optional<Expression> left = condition ? Optional.of(value) : WithoutName.of(value, "previous");
            left.ifPresent(expression -> said.put(name, expression));
        });
        return said;
    }

    private @Nullable Object value(String setting, Expression expression, Evaluator evaluator) {
        Object value = present(setting, evaluator.evaluate(expression), expression);
        return Values.normalise(value);
    }

    private @Nullable Object present(String setting, @Nullable Object value, Expression at) {
        if (value instanceof Missing missing) {
            throw new EvaluationException(at, "setting '" + setting + "': " + missing.reason());
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> present(setting, item, at));
        } else if (value instanceof List<?> items) {
            items.forEach(item -> present(setting, item, at));
        }
        return value;
    }
}
