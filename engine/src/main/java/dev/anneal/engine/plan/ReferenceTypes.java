package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What references in one workflow name, and of which type that is. */
final class ReferenceTypes {

    /** Names under {@code run} with their types. */
    private static final Map<String, ValueType> RUN = Map.of(
            "id", ValueType.TEXT,
            "workflow", ValueType.TEXT,
            "trigger", ValueType.TEXT,
            "dueTime", ValueType.TEXT);

    private final WorkflowSpec workflow;
    private final Map<String, TaskDescription> types;

    ReferenceTypes(WorkflowSpec workflow, Map<String, TaskDescription> types) {
        this.workflow = workflow;
        this.types = types;
    }

    /**
     * The type of what is named; empty where that cannot be known.
     *
     * @param extra names, dotted ones included, that the setting knows besides
     * @param complain called where nothing has the name, with the rest of a sentence that begins with the task
     */
    Optional<ValueType> resolve(Reference reference, List<String> extra, Consumer<String> complain) {
        String root = reference.root();
        if (extra.contains(String.join(".", reference.path()))) {
            return Optional.empty();
        }
        List<String> below =
                extra.stream().filter(name -> name.startsWith(root + ".")).toList();
        if (!below.isEmpty()) {
            complain.accept("reads '" + reference + "', but there is no such name here."
                    + NearestName.hint(reference.toString(), below));
            return Optional.empty();
        }
        if (root.equals("params")) {
            return parameter(reference, complain);
        } else if (root.equals("run")) {
            return run(reference, complain);
        }
        return output(reference, extra, complain);
    }

    private Optional<ValueType> parameter(Reference reference, Consumer<String> complain) {
        List<String> known =
                workflow.parameters().stream().map(ParameterSpec::name).toList();
        String name = reference.path().size() == 2 ? reference.path().get(1) : "";
        Optional<ParameterSpec> found = workflow.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            complain.accept("reads '" + reference + "', but workflow '" + workflow.name() + "' "
                    + (known.isEmpty()
                            ? "has no parameters."
                            : "has no such parameter." + NearestName.hint(name, known)));
            return Optional.empty();
        }
        return Optional.of(
                switch (found.get().type()) {
                    case INTEGER, DECIMAL -> ValueType.NUMBER;
                    case BOOLEAN -> ValueType.BOOLEAN;
                    case STRING, DURATION, PATH, CHOICE -> ValueType.TEXT;
                });
    }

    private static Optional<ValueType> run(Reference reference, Consumer<String> complain) {
        String name = reference.path().size() == 2 ? reference.path().get(1) : "";
        ValueType type = RUN.get(name);
        if (type == null) {
            complain.accept(
                    "reads '" + reference + "', but a run has no such name." + NearestName.hint(name, RUN.keySet()));
        }
        return Optional.ofNullable(type);
    }

    private Optional<ValueType> output(Reference reference, List<String> extra, Consumer<String> complain) {
        Optional<TaskSpec> task = workflow.task(reference.root());
        if (task.isEmpty()) {
            List<String> known = new ArrayList<>(
                    workflow.tasks().stream().map(TaskSpec::name).toList());
            known.addAll(List.of("params", "run"));
            known.addAll(extra);
            complain.accept("reads '" + reference + "', but nothing is called '" + reference.root() + "'."
                    + NearestName.hint(reference.root(), known));
            return Optional.empty();
        }
        TaskDescription type = types.get(reference.root());
        if (type == null) {
            return Optional.empty();
        }
        List<String> known = outputs(task.get(), type);
        if (reference.path().size() == 1) {
            complain.accept("reads '" + reference + "', which is a task, not an output. Name one of its outputs: "
                    + String.join(
                            ", ",
                            known.stream().map(name -> reference + "." + name).toList()) + ".");
            return Optional.empty();
        }
        String output = reference.path().get(1);
        Optional<OutputSpec> declared = type.output(output);
        Expression more = type.openOutputs() ? task.get().settings().get("outputs") : null;
        boolean unknowable = more != null && !(more instanceof Expression.MapOf);
        if (declared.isEmpty() && (unknowable || known.contains(output))) {
            return Optional.empty();
        }
        if (declared.isEmpty()) {
            complain.accept("reads '" + reference + "', but '" + reference.root() + "' (" + type.name() + ") produces ["
                    + String.join(", ", known) + "]."
                    + NearestName.of(output, known)
                            .map(name -> " Did you mean '" + reference.root() + "." + name + "'?")
                            .orElse(""));
            return Optional.empty();
        }
        if (reference.path().size() > 2 && declared.get().type() != ValueType.MAP) {
            complain.accept("reads '" + reference + "', but '" + reference.root() + "." + output + "' is a "
                    + declared.get().type().word() + " and has no parts.");
            return Optional.empty();
        }
        return reference.path().size() > 2
                ? Optional.empty()
                : Optional.of(declared.get().type());
    }

    /** Names of the outputs that the type declares, and of those that the task's own setting {@code outputs} does. */
    private static List<String> outputs(TaskSpec task, TaskDescription type) {
        List<String> names =
                new ArrayList<>(type.outputs().stream().map(OutputSpec::name).toList());
        if (type.openOutputs() && task.settings().get("outputs") instanceof Expression.MapOf map) {
            names.addAll(map.entries().keySet());
        }
        return names;
    }
}
