package dev.anneal.engine.plan;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.expression.WithoutName;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.settings.Binder;
import dev.anneal.engine.settings.LoneValue;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what a task says for its type's settings. */
final class TaskCheck {

    private final TaskSpec task;
    private final Subject subject;
    private final Standpoint standpoint;

    TaskCheck(TaskSpec task, Subject subject) {
        this.task = task;
        this.subject = subject;
        this.standpoint = Standpoint.setting(task, List.of());
    }

    void check(SettingsSchema schema) {
        for (Setting setting : schema.settings()) {
            if (setting.required() && !task.settings().containsKey(setting.name())) {
                subject.add(
                        "",
                        "missing-setting",
                        "task '" + task.name() + "' (" + task.type() + ") needs '" + setting.name() + "': "
                                + setting.type().describe() + ".");
            }
        }
        if (task.flow().repetition() instanceof Repetition.Repeat) {
            checkFirstTime(schema);
        }
        task.settings().forEach((name, value) -> {
            Optional<Setting> setting = schema.setting(name);
            if (setting.isEmpty()) {
                subject.add(
                        value,
                        name,
                        "unknown-setting",
                        "task '" + task.name() + "' (" + task.type() + ") has no setting '" + name + "'."
                                + NearestName.hint(name, namesBeside(schema)));
            } else {
                check(setting.get().type(), value, name);
            }
        });
    }

    /** The first time nothing was made before: a setting that says nothing else is as if it were not said. */
    private void checkFirstTime(SettingsSchema schema) {
        for (Setting setting : schema.settings()) {
            Expression value = task.settings().get(setting.name());
            if (value != null
                    && setting.required()
                    && !(setting.type() instanceof SettingType.Condition)
                    && WithoutName.of(value, "previous").isEmpty()) {
                subject.add(
                        value,
                        setting.name(),
                        "missing-first",
                        "task '" + task.name() + "' (" + task.type() + ") needs '" + setting.name()
                                + "', and this has no value the first time, when there is no 'previous'. Read"
                                + " 'previous' in a setting that may be left out, or inside a text.");
            }
        }
    }

    private static List<String> namesBeside(SettingsSchema schema) {
        List<String> names = new ArrayList<>(schema.names());
        names.addAll(TaskSpec.WORDS);
        return names;
    }

    private void check(SettingType type, Expression said, String path) {
        Expression value = LoneValue.in(said, type);
        if (type instanceof SettingType.Condition condition) {
            subject.condition(value, Standpoint.setting(task, condition.names()), path);
        } else if (value instanceof Reference reference) {
            fit(type, reference, path);
        } else if (value.references().isEmpty()) {
            constant(type, value, path);
        } else if (value instanceof ListOf list && type instanceof SettingType.ListOf wanted) {
            list.items().forEach(item -> check(wanted.element(), item, path));
        } else if (value instanceof MapOf map) {
            map(type, map, path);
        } else {
            fit(type, value, path);
        }
    }

    /** Whether what can be known of a value's type lets it stand here. */
    private void fit(SettingType type, Expression value, String path) {
        subject.type(value, standpoint, path)
                .filter(found -> !found.fits(type))
                .ifPresent(found -> subject.misfit(type.describe(), value, path, found));
    }

    private void map(SettingType type, MapOf map, String path) {
        map.entries().forEach((key, item) -> {
            String inner = path + "/" + key;
            if (type instanceof SettingType.MapOf wanted) {
                check(wanted.element(), item, inner);
            } else if (type instanceof SettingType.Nested nested) {
                nested.schema()
                        .setting(key)
                        .ifPresentOrElse(
                                setting -> check(setting.type(), item, inner),
                                () -> subject.add(
                                        item,
                                        inner,
                                        "unknown-setting",
                                        "'" + path + "' of task '" + task.name() + "' has no '" + key + "'."
                                                + NearestName.hint(
                                                        key, nested.schema().names())));
            } else if (type instanceof SettingType.Anything) {
                check(type, item, inner);
            }
        });
        if (!(type instanceof SettingType.MapOf
                || type instanceof SettingType.Nested
                || type instanceof SettingType.Anything)) {
            subject.misfit(type.describe(), map, path, "a map");
        }
    }

    private void constant(SettingType type, Expression value, String path) {
        Object plain;
        try {
            plain = new Evaluator(Scope.of(Map.of())).evaluate(value);
        } catch (EvaluationException none) {
            subject.add(
                    none.node(),
                    path,
                    "no-value",
                    "'" + path.replace('/', '.') + "' of task '" + task.name() + "': " + none.getMessage() + ".");
            return;
        }
        Binder binder = new Binder(Path.of(""));
        binder.check(type, plain, path);
        for (Binder.Misfit misfit : binder.misfits()) {
            subject.add(
                    inside(value, path, misfit.path()),
                    misfit.path(),
                    misfit.message().startsWith("unknown setting") ? "unknown-setting" : "wrong-type",
                    "'" + misfit.path().replace('/', '.') + "' of task '" + task.name() + "': " + misfit.message()
                            + ".");
        }
    }

    /** The node that a misfit's path leads to, as deep as there is one. */
    private static Expression inside(Expression value, String path, String misfitPath) {
        Expression node = value;
        String rest = misfitPath.length() > path.length() ? misfitPath.substring(path.length() + 1) : "";
        for (String step : rest.isEmpty() ? new String[0] : rest.split("/", -1)) {
            if (node instanceof MapOf map && map.entries().get(step) != null) {
                node = map.entries().get(step);
            } else if (node instanceof ListOf list && step.matches("\\d{1,6}")) {
                node = list.items().get(Integer.parseInt(step));
            }
        }
        return node;
    }
}
