package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
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
                    "after",
                    "unknown-task",
                    subject.title() + " comes after '" + name + "', but there is no such task."
                            + subject.report().hint(name, names.tasks()));
        } else if (names.always(name) && !task.flow().always()) {
            subject.add(
                    "after",
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
            map.entries().forEach((name, values) -> list(values, FOR_EACH + "/" + name));
        } else {
            list(over, FOR_EACH);
        }
    }

    private void list(Expression values, String part) {
        Optional<KnownType> found = type(values, part);
        if (found.isPresent() && found.get().type() != ValueType.LIST) {
            subject.misfit("a list", values, part, found.get());
        }
    }

    private Optional<KnownType> type(Expression values, String part) {
        return subject.type(values, Standpoint.of(Standpoint.Part.FOR_EACH, task), part);
    }
}
