package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import java.util.List;
import java.util.Optional;

/** Checks what a task says of when and how often it runs. */
final class FlowCheck {

    private static final String FOR_EACH = "forEach";

    private final WorkflowNames names;
    private final TaskSpec task;
    private final Subject subject;

    FlowCheck(WorkflowNames names, TaskSpec task, Subject subject) {
        this.names = names;
        this.task = task;
        this.subject = subject;
    }

    void check() {
        task.flow().after().forEach(this::after);
        if (task.when() != null) {
            subject.condition(task.when(), Standpoint.of(Standpoint.Part.WHEN, task), "when");
        }
        if (task.flow().repetition() instanceof Repetition.ForEach forEach) {
            over(forEach.over());
        } else if (task.flow().repetition() instanceof Repetition.Repeat repeat) {
            subject.condition(repeat.condition(), Standpoint.of(Standpoint.Part.UNTIL, task), "repeat/until");
        }
    }

    private void after(String name) {
        if (!names.tasks().contains(name)) {
            subject.add(
                    "after/" + name,
                    "unknown-task",
                    subject.title() + " comes after '" + name + "', but there is no such task."
                            + subject.report().hint(name, names.tasks()));
        } else if (names.always(name) && !task.flow().always()) {
            subject.add(
                    "after/" + name,
                    "always-task",
                    subject.title() + " comes after '" + name
                            + "', which stands under 'always': it runs after all others have ended. Put "
                            + subject.title() + " under 'always' too.");
        }
    }

    private void over(Expression over) {
        if (over instanceof ListOf) {
            type(over, FOR_EACH);
        } else if (over instanceof MapOf map) {
            map.entries().forEach((name, values) -> check(values, FOR_EACH + "/" + name, ValueType.LIST));
        } else {
            check(over, FOR_EACH, ValueType.LIST, ValueType.MAP);
        }
    }

    private void check(Expression values, String part, ValueType... wanted) {
        Optional<KnownType> found = type(values, part);
        if (found.isPresent() && !List.of(wanted).contains(found.get().type())) {
            subject.misfit(wanted.length > 1 ? "a list or a map of lists" : "a list", values, part, found.get());
        }
    }

    private Optional<KnownType> type(Expression values, String part) {
        return subject.type(values, Standpoint.of(Standpoint.Part.FOR_EACH, task), part);
    }
}
