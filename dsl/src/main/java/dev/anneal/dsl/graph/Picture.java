package dev.anneal.dsl.graph;

import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as boxes and arrows, before it is laid out.
 *
 * @param title what it is a picture of
 * @param subtitle a line below the title; empty for none
 * @param boxes in the workflow's order
 */
public record Picture(String title, String subtitle, List<Box> boxes, List<Arrow> arrows) {

    public Picture {
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /**
     * A task.
     *
     * @param badges what is special about when and how often it runs, such as {@code when}
     * @param detail for a hover: the badges in full
     * @param always whether it runs after all others have ended
     * @param mark what a run made of it; null where no run is shown
     */
    public record Box(
            String name,
            String type,
            List<String> badges,
            String detail,
            boolean always,
            @Nullable TaskMark mark) {
        public Box {
            badges = List.copyOf(badges);
        }
    }

    /**
     * One task needs another.
     *
     * @param outputs what is carried, sorted; empty where only the order matters
     */
    public record Arrow(String from, String to, List<String> outputs) {
        public Arrow {
            outputs = List.copyOf(outputs);
        }

        public String label() {
            return String.join(", ", outputs);
        }
    }

    /** @param marks what a run made of tasks, by name; empty where no run is shown */
    public static Picture of(WorkflowSpec workflow, String subtitle, Map<String, TaskMark> marks) {
        Set<String> names = workflow.tasks().stream().map(TaskSpec::name).collect(Collectors.toSet());
        List<Box> boxes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (TaskSpec task : workflow.tasks()) {
            TaskMark mark = marks.get(task.name());
            TaskMark shown = mark == null && !marks.isEmpty() ? new TaskMark("pending", "", "") : mark;
            boxes.add(new Box(
                    task.name(),
                    task.type(),
                    badges(task),
                    detail(task),
                    task.flow().always(),
                    shown));
            for (String before : task.dependencies(names)) {
                if (!before.equals(task.name())) {
                    arrows.add(new Arrow(before, task.name(), List.copyOf(carried(task, before))));
                }
            }
        }
        return new Picture(workflow.name(), subtitle, boxes, arrows);
    }

    private static SortedSet<String> carried(TaskSpec task, String before) {
        SortedSet<String> outputs = new TreeSet<>();
        for (Expression value : values(task)) {
            for (Reference reference : value.references()) {
                if (reference.root().equals(before) && reference.path().size() > 1) {
                    outputs.add(reference.path().get(1));
                }
            }
        }
        return outputs;
    }

    private static List<Expression> values(TaskSpec task) {
        List<Expression> values = new ArrayList<>(task.settings().values());
        values.addAll(task.placement().resources().values());
        if (task.flow().when() != null) {
            values.add(task.flow().when());
        }
        if (task.flow().repetition() instanceof Repetition.ForEach each) {
            values.add(each.over());
        } else if (task.flow().repetition() instanceof Repetition.Repeat repeat) {
            values.add(repeat.condition());
        }
        return values;
    }

    private static List<String> badges(TaskSpec task) {
        List<String> badges = new ArrayList<>();
        if (task.flow().repetition() instanceof Repetition.ForEach) {
            badges.add("for each");
        } else if (task.flow().repetition() instanceof Repetition.Repeat) {
            badges.add("repeat");
        }
        if (task.flow().when() != null) {
            badges.add("when");
        }
        if (task.flow().runIf() != (task.flow().always() ? RunIf.ALL_DONE : RunIf.ALL_SUCCEEDED)) {
            badges.add(task.flow().runIf().word().replace('-', ' '));
        }
        if (task.type().equals("workflow") || task.type().equals("approval")) {
            badges.add(task.type().equals("workflow") ? "runs " + target(task) : "a person's word");
        }
        return badges;
    }

    private static String target(TaskSpec task) {
        return task.settings().get("workflow") instanceof Expression.Literal literal
                ? String.valueOf(literal.value())
                : "a workflow";
    }

    private static String detail(TaskSpec task) {
        List<String> lines = new ArrayList<>();
        if (task.flow().repetition() instanceof Repetition.ForEach each) {
            lines.add("for each of " + ExpressionText.of(each.over()));
        } else if (task.flow().repetition() instanceof Repetition.Repeat repeat) {
            lines.add("repeat while " + ExpressionText.of(repeat.condition()) + ", at most " + repeat.atMost()
                    + " times");
        }
        if (task.flow().when() != null) {
            lines.add("when " + ExpressionText.of(task.flow().when()));
        }
        return String.join("\n", lines);
    }
}
