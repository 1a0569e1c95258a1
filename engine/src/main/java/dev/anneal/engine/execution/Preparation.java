package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.RunInfo;
import dev.anneal.engine.task.WorldEffect;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns a ready task into what an attempt needs: settings evaluated, inputs and cache key known. */
final class Preparation {

    private final Run run;
    private final Plan plan;
    private final RunMachine machine;

    Preparation(Run run, Plan plan, RunMachine machine) {
        this.run = run;
        this.plan = plan;
        this.machine = machine;
    }

    /**
     * Why the task's {@code when} does not hold; empty where it does or there is none.
     *
     * @throws EvaluationException if it has no value
     */
    Optional<String> obstacle(PlannedTask task) {
        Expression when = task.spec().when();
        if (when == null) {
            return Optional.empty();
        }
        Evaluator evaluator = new Evaluator(Scope.of(names(task)));
        return evaluator.test(when)
                ? Optional.empty()
                : Optional.of("when " + ExpressionText.of(when) + " does not hold");
    }

    /** @throws EvaluationException if a setting has no value */
    AttemptDescriptor describe(PlannedTask task, int attempt, long token) {
        Map<String, Object> names = names(task);
        Evaluator evaluator = new Evaluator(Scope.of(names));
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, Digest> inputs = new TreeMap<>();
        task.spec().settings().forEach((name, value) -> {
            boolean condition =
                    task.schema().setting(name).map(Setting::type).orElse(null) instanceof SettingType.Condition;
            Object evaluated = condition ? value : value(name, value, evaluator);
            settings.put(name, evaluated);
            List<Artifact> artifacts = condition ? List.of() : Values.artifacts(evaluated);
            for (int i = 0; i < artifacts.size(); i++) {
                inputs.put(
                        artifacts.size() == 1 ? name : name + "." + (i + 1),
                        artifacts.get(i).digest());
            }
        });
        return new AttemptDescriptor(
                info(),
                task.spec().name(),
                task.spec().type(),
                attempt,
                token,
                settings,
                names,
                key(task, settings),
                inputs);
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

    private Map<String, Object> names(PlannedTask task) {
        Set<String> tasks = new java.util.HashSet<>();
        plan.tasks().forEach(known -> tasks.add(known.spec().name()));
        return RunNames.of(run, plan, machine, task.spec().dependencies(tasks));
    }

    private RunInfo info() {
        return new RunInfo(
                run.id(), run.workflow(), run.spec(), Path.of(run.baseFolder()), run.parameters(), run.codeVersion());
    }

    private static @Nullable Digest key(PlannedTask task, Map<String, Object> settings) {
        if (task.description().worldEffect() != WorldEffect.PURE) {
            return null;
        }
        Map<String, Object> parts = new TreeMap<>();
        parts.put("type", task.description().name());
        parts.put("version", task.description().version());
        parts.put("settings", settings);
        return Json.digest(parts);
    }
}
