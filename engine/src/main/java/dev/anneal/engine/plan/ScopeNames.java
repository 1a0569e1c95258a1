package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The names that are known in some places only: {@code run.*}, {@code item}, {@code iteration}, {@code previous}. */
final class ScopeNames {

    private static final Map<String, ValueType> RUN = Map.of(
            "id", ValueType.TEXT,
            "workflow", ValueType.TEXT,
            "trigger", ValueType.TEXT,
            "dueTime", ValueType.TEXT,
            "attempt", ValueType.NUMBER,
            "state", ValueType.TEXT);

    /** What an output of the workflow knows of its run. */
    private static final Set<String> OF_OUTPUTS = Set.of("id", "workflow");

    private final Function<TaskSpec, TaskOutputs> outputs;

    ScopeNames(Function<TaskSpec, TaskOutputs> outputs) {
        this.outputs = outputs;
    }

    Optional<KnownType> run(Reference reference, Standpoint from, Complaint complaint) {
        Map<String, ValueType> known = new TreeMap<>(RUN);
        if (!from.always()) {
            known.remove("state");
        }
        if (from.part() == Standpoint.Part.OUTPUT) {
            known.keySet().retainAll(OF_OUTPUTS);
        }
        String name = reference.path().size() == 2 ? reference.path().get(1) : "";
        ValueType type = known.get(name);
        if (type == null) {
            complaint.say("reads '" + reference + "', but "
                    + switch (RUN.containsKey(name) ? name : "") {
                        case "state" ->
                            "how the run ends is known only to tasks under 'always', which run after all others.";
                        case "attempt", "trigger", "dueTime" ->
                            "a workflow's output knows only 'run.id' and 'run.workflow'.";
                        default -> "a run has no such name." + complaint.hint(name, known.keySet());
                    });
        }
        return Optional.ofNullable(type).map(KnownType::of);
    }

    Optional<KnownType> item(Reference reference, Standpoint from, Complaint complaint) {
        if (!from.hasItem()) {
            complaint.say("reads '" + reference + "', but "
                    + (from.part() == Standpoint.Part.FOR_EACH
                            ? "'forEach' is where the items come from."
                            : "only a task with 'forEach' has an item."));
        } else if (from.task() != null
                && reference.path().size() > 1
                && from.task().flow().repetition() instanceof Repetition.ForEach forEach
                && forEach.over() instanceof Expression.MapOf map
                && !map.entries().containsKey(reference.path().get(1))) {
            complaint.say("reads '" + reference + "', but an item has only "
                    + named("item", map.entries().keySet()) + "."
                    + NearestName.of(reference.path().get(1), map.entries().keySet())
                            .map(name -> " Did you mean 'item." + name + "'?")
                            .orElse(""));
        }
        return Optional.empty();
    }

    Optional<KnownType> iteration(Reference reference, Standpoint from, Complaint complaint) {
        if (!from.hasIteration()) {
            complaint.say("reads '" + reference + "', but " + noIteration(from));
        } else if (reference.path().size() > 1) {
            complaint.say("reads '" + reference + "', but 'iteration' is a number and has no parts.");
        }
        return Optional.of(KnownType.of(ValueType.NUMBER));
    }

    Optional<KnownType> previous(Reference reference, Standpoint from, Complaint complaint) {
        TaskSpec task = from.task();
        if (task == null || !from.hasPrevious()) {
            complaint.say("reads '" + reference + "', but "
                    + (task != null && from.repeat() && from.part() == Standpoint.Part.UNTIL
                            ? "here the outputs of the last time go by the task's own name: '" + task.name() + "."
                                    + reference.path().get(reference.path().size() - 1) + "'."
                            : noIteration(from)));
            return Optional.empty();
        }
        TaskOutputs made = outputs.apply(task);
        if (reference.path().size() == 1) {
            complaint.say("reads 'previous', which is all that the last time made. Name one of its outputs: "
                    + named("previous", made.names()) + ".");
        } else if (!made.has(reference.path().get(1))) {
            complaint.say("reads '" + reference + "', but the task produces [" + String.join(", ", made.names())
                    + "]."
                    + NearestName.of(reference.path().get(1), made.names())
                            .map(name -> " Did you mean 'previous." + name + "'?")
                            .orElse(""));
        }
        // There is none the first time, whatever its type.
        return Optional.empty();
    }

    private static String noIteration(Standpoint from) {
        return from.repeat()
                ? "'when' is looked at once, before the first iteration."
                : "only a task with 'repeat' has iterations.";
    }

    private static String named(String root, Iterable<String> parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .map(part -> root + "." + part)
                .collect(Collectors.joining(", "));
    }
}
