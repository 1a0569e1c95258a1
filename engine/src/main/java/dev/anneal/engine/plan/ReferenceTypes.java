package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.TaskDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What references in one workflow name, and of which type that is. */
final class ReferenceTypes {

    private final WorkflowNames names;
    private final Map<String, WorkflowNames> file;
    private final ScopeNames scope;

    /** @param file every workflow of the file by name, for tasks that run one of them */
    ReferenceTypes(WorkflowNames names, Map<String, WorkflowNames> file) {
        this.names = names;
        this.file = file;
        this.scope = new ScopeNames(this::outputs);
    }

    /**
     * The type of what is named; empty where that cannot be known.
     *
     * @param complaint told where nothing has the name
     */
    Optional<KnownType> resolve(Reference reference, Standpoint from, Complaint complaint) {
        String root = reference.root();
        if (from.extra().contains(reference.toString())) {
            return known(ValueType.NUMBER);
        }
        List<String> below = from.extra().stream()
                .filter(name -> name.startsWith(root + "."))
                .toList();
        if (!below.isEmpty()) {
            complaint.say("reads '" + reference + "', but there is no such name here."
                    + complaint.hint(reference.toString(), below));
            return Optional.empty();
        }
        return switch (root) {
            case "params" -> parameter(reference, complaint);
            case "run" -> scope.run(reference, from, complaint);
            case "item" -> scope.item(reference, from, complaint);
            case "iteration" -> scope.iteration(reference, from, complaint);
            case "previous" -> scope.previous(reference, from, complaint);
            default -> output(reference, from, complaint);
        };
    }

    /** The type of an expression's value; empty where that cannot be known. Complains of nothing. */
    Optional<KnownType> of(Expression expression, Standpoint from) {
        return new ExpressionTypes(reference -> resolve(reference, from, Complaint.UNHEARD), (node, message) -> {})
                .of(expression);
    }

    private Optional<KnownType> parameter(Reference reference, Complaint complaint) {
        String name = reference.path().size() == 2 ? reference.path().get(1) : "";
        Optional<ParameterSpec> found = names.parameter(name);
        if (found.isEmpty()) {
            complaint.say("reads '" + reference + "', but workflow '"
                    + names.workflow().name() + "' "
                    + (names.parameters().isEmpty()
                            ? "has no parameters."
                            : "has no such parameter." + complaint.hint(name, names.parameters())));
            return Optional.empty();
        }
        return known(
                switch (found.get().type()) {
                    case INTEGER, DECIMAL -> ValueType.NUMBER;
                    case BOOLEAN -> ValueType.BOOLEAN;
                    case STRING, DURATION, PATH, CHOICE -> ValueType.TEXT;
                });
    }

    private Optional<KnownType> output(Reference reference, Standpoint from, Complaint complaint) {
        String root = reference.root();
        TaskSpec task = names.task(root).orElse(null);
        if (task == null) {
            List<String> known = new ArrayList<>(names.tasks());
            known.addAll(from.names());
            complaint.say(
                    "reads '" + reference + "', but nothing is called '" + root + "'." + complaint.hint(root, known));
            return Optional.empty();
        } else if (task.flow().always() && from.task() != null && !from.always()) {
            complaint.say("reads '" + reference + "', but '" + root
                    + "' stands under 'always': it runs after all others have ended.");
            return Optional.empty();
        }
        TaskDescription type = names.type(root).orElse(null);
        return type == null ? Optional.empty() : output(reference, task, type, complaint);
    }

    private Optional<KnownType> output(Reference reference, TaskSpec task, TaskDescription type, Complaint complaint) {
        TaskOutputs outputs = outputs(task);
        if (reference.path().size() == 1) {
            String each =
                    outputs.names().stream().map(name -> reference + "." + name).collect(Collectors.joining(", "));
            complaint.say("reads '" + reference + "', which is a task, not an output. "
                    + (each.isEmpty() ? "It has none." : "Name one of its outputs: " + each + "."));
            return Optional.empty();
        }
        String output = reference.path().get(1);
        String name = task.name() + "." + output;
        if (!outputs.has(output)) {
            complaint.say("reads '" + reference + "', but '" + task.name() + "' (" + type.name() + ") produces ["
                    + String.join(", ", outputs.names()) + "]."
                    + NearestName.of(output, outputs.names())
                            .map(nearest -> " Did you mean '" + task.name() + "." + nearest + "'?")
                            .orElse(""));
            return Optional.empty();
        }
        Optional<KnownType> found = outputs.type(output);
        boolean gathered = task.flow().repetition() instanceof Repetition.ForEach;
        if (gathered) {
            found = Optional.of(KnownType.listOf(found.orElse(null)));
        }
        boolean parts = reference.path().size() > 2;
        if (parts && found.isPresent() && found.get().type() != ValueType.MAP) {
            complaint.say("reads '" + reference + "', but '" + name + "' is "
                    + (gathered
                            ? "a list, one value for each item of its 'forEach',"
                            : found.get().describe())
                    + " and has no parts.");
        }
        return parts ? Optional.empty() : found;
    }

    /** What a task makes in one run of it; nothing is known where its type is unknown. */
    private TaskOutputs outputs(TaskSpec task) {
        TaskDescription type = names.type(task.name()).orElse(null);
        if (type == null) {
            return new TaskOutputs(Map.of(), true);
        }
        TaskOutputs declared = TaskOutputs.declared(task, type);
        if (!SubWorkflow.isOne(task)) {
            return declared;
        }
        WorkflowNames child = SubWorkflow.named(task).map(file::get).orElse(null);
        if (child == null) {
            return new TaskOutputs(declared.types(), true);
        }
        Map<String, Optional<KnownType>> types = new LinkedHashMap<>(declared.types());
        child.workflow().outputs().keySet().forEach(output -> types.put(output, ofOutput(child, output)));
        return new TaskOutputs(types, false);
    }

    private Optional<KnownType> ofOutput(WorkflowNames child, String output) {
        Map<String, Optional<KnownType>> known = child.outputTypes();
        Expression expression = child.workflow().outputs().get(output);
        if (!known.containsKey(output) && expression != null) {
            // Where workflows run each other in a circle, this is what it ends at.
            known.put(output, Optional.empty());
            known.put(
                    output,
                    new ReferenceTypes(child, file).of(expression, Standpoint.of(Standpoint.Part.OUTPUT, null)));
        }
        return known.getOrDefault(output, Optional.empty());
    }

    private static Optional<KnownType> known(ValueType type) {
        return Optional.of(KnownType.of(type));
    }
}
