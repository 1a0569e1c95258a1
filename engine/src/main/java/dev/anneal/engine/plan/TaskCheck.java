package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.settings.Binder;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one task's settings and conditions; adds what is wrong to the problems. */
final class TaskCheck {

    private final WorkflowSpec workflow;
    private final TaskSpec task;
    private final Places places;
    private final List<Problem> problems;
    private final ReferenceTypes references;

    TaskCheck(
            WorkflowSpec workflow,
            TaskSpec task,
            TaskDescription description,
            Map<String, TaskDescription> types,
            Places places,
            List<Problem> problems) {
        this.workflow = workflow;
        this.task = task;
        this.places = places;
        this.problems = problems;
        this.references = new ReferenceTypes(workflow, types);
    }

    void check(SettingsSchema schema) {
        for (Setting setting : schema.settings()) {
            if (setting.required() && !task.settings().containsKey(setting.name())) {
                add(
                        places.of(Places.task(workflow.name(), task.name())),
                        "missing-setting",
                        "task '" + task.name() + "' (" + task.type() + ") needs '" + setting.name() + "': "
                                + setting.type().describe() + ".");
            }
        }
        task.settings().forEach((name, value) -> {
            Optional<Setting> setting = schema.setting(name);
            if (setting.isEmpty()) {
                add(
                        place(value, name),
                        "unknown-setting",
                        "task '" + task.name() + "' (" + task.type() + ") has no setting '" + name + "'."
                                + NearestName.hint(name, namesBeside(schema)));
            } else {
                check(setting.get().type(), value, name);
            }
        });
        if (task.when() != null) {
            condition(task.when(), List.of(), "when");
        }
    }

    private static List<String> namesBeside(SettingsSchema schema) {
        List<String> names = new ArrayList<>(schema.names());
        names.addAll(TaskSpec.WORDS);
        return names;
    }

    private void check(SettingType type, Expression value, String path) {
        if (type instanceof SettingType.Condition condition) {
            condition(value, condition.names(), path);
        } else if (value instanceof Reference reference) {
            reference(type, reference, path);
        } else if (value.references().isEmpty()) {
            constant(type, value, path);
        } else if (value instanceof ListOf list && type instanceof SettingType.ListOf wanted) {
            list.items().forEach(item -> check(wanted.element(), item, path));
        } else if (value instanceof MapOf map) {
            map(type, map, path);
        } else if (value instanceof ListOf && !(type instanceof SettingType.Anything)) {
            misfit(type, value, path, "a list");
        } else {
            value.references().forEach(reference -> type(reference, List.of(), path));
            if (value instanceof Interpolation && !takesText(type)) {
                misfit(type, value, path, "a text");
            }
        }
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
                                () -> add(
                                        place(item, inner),
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
            misfit(type, map, path, "a map");
        }
    }

    private void constant(SettingType type, Expression value, String path) {
        Object plain = new Evaluator(Scope.of(Map.of())).evaluate(value);
        Binder binder = new Binder(Path.of(""));
        binder.check(type, plain, path);
        for (Binder.Misfit misfit : binder.misfits()) {
            add(
                    places.of(
                            inside(value, path, misfit.path()),
                            Places.setting(workflow.name(), task.name(), misfit.path())),
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

    private void reference(SettingType type, Reference reference, String path) {
        type(reference, List.of(), path).ifPresent(found -> {
            boolean fits = wanted(type).stream().anyMatch(found::fits)
                    || type instanceof SettingType.Anything
                    || (found == ValueType.MAP
                            && (type instanceof SettingType.MapOf || type instanceof SettingType.Nested))
                    || (found == ValueType.LIST && type instanceof SettingType.ListOf);
            if (!fits) {
                misfit(type, reference, path, "$" + reference + ", which is " + article(found));
            }
        });
    }

    private void condition(Expression value, List<String> extra, String path) {
        if (value instanceof Literal literal && !(literal.value() instanceof Boolean)) {
            misfit(new SettingType.Condition(extra), value, path, "a constant");
        }
        value.references().forEach(reference -> type(reference, extra, path));
    }

    private Optional<ValueType> type(Reference reference, List<String> extra, String path) {
        return references.resolve(
                reference,
                extra,
                message -> add(place(reference, path), "unknown-reference", "task '" + task.name() + "' " + message));
    }

    private static Set<ValueType> wanted(SettingType type) {
        if (type instanceof SettingType.Output output) {
            return output.types();
        } else if (type instanceof SettingType.FileOrOutput output) {
            Set<ValueType> types = new java.util.HashSet<>(output.types());
            types.add(ValueType.TEXT);
            return types;
        } else if (type instanceof SettingType.Whole || type instanceof SettingType.Decimal) {
            return Set.of(ValueType.NUMBER);
        } else if (type instanceof SettingType.Flag) {
            return Set.of(ValueType.BOOLEAN);
        }
        return takesText(type) ? Set.of(ValueType.TEXT) : Set.of();
    }

    private static boolean takesText(SettingType type) {
        return type instanceof SettingType.Text
                || type instanceof SettingType.Time
                || type instanceof SettingType.FilePath
                || type instanceof SettingType.FileOrOutput
                || type instanceof SettingType.Choice
                || type instanceof SettingType.Anything;
    }

    private static String article(ValueType type) {
        return type == ValueType.TEXT ? "text" : type == ValueType.BOOLEAN ? "true or false" : "a " + type.word();
    }

    private void misfit(SettingType type, Expression value, String path, String found) {
        add(
                place(value, path),
                "wrong-type",
                "'" + path.replace('/', '.') + "' of task '" + task.name() + "': expected " + type.describe()
                        + ", found " + found + ".");
    }

    private Place place(Expression value, String path) {
        return places.of(value, Places.setting(workflow.name(), task.name(), path));
    }

    private void add(Place place, String code, String message) {
        problems.add(new Problem(place, code, message));
    }
}
