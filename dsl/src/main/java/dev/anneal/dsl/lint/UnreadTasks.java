package dev.anneal.dsl.lint;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskType;
import dev.anneal.engine.task.WorldEffect;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A task that makes material for others, which none of them takes: data that nobody reads; a model that nobody reads in a
 * workflow that changes the world or gives outputs, whose end is another one. What judges (a report, a number) or runs a
 * command has a point of its own.
 */
final class UnreadTasks implements Rule {

    private final TaskCatalog catalog;

    UnreadTasks(TaskCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void look(WorkflowSpec workflow, WorkflowFile file, Consumer<Problem> found) {
        Set<String> names = new HashSet<>();
        workflow.tasks().forEach(task -> names.add(task.name()));
        Set<String> read = new HashSet<>();
        workflow.tasks().forEach(task -> read.addAll(task.dependencies(names)));
        workflow.outputs().values().stream()
                .flatMap(output -> output.references().stream())
                .forEach(reference -> read.add(reference.root()));
        boolean leadsOn = !workflow.outputs().isEmpty()
                || workflow.tasks().stream()
                        .anyMatch(task -> type(task)
                                .filter(type -> type.worldEffect() == WorldEffect.CHANGES_WORLD)
                                .isPresent());
        for (TaskSpec task : workflow.tasks()) {
            if (!read.contains(task.name())
                    && type(task).filter(type -> isMaterial(type, leadsOn)).isPresent()) {
                found.accept(new Problem(
                        file.places().of(Places.task(workflow.name(), task.name())),
                        "unread-task",
                        "nothing reads what task '" + task.name() + "' (" + task.type()
                                + ") makes, and it changes nothing else. Take it out, or give what it makes to another"
                                + " task or to the workflow's 'outputs'."));
            }
        }
    }

    private Optional<TaskDescription> type(TaskSpec task) {
        return catalog.find(task.type()).map(TaskType::description);
    }

    private static boolean isMaterial(TaskDescription type, boolean leadsOn) {
        List<ValueType> outputs =
                type.outputs().stream().map(output -> output.type()).toList();
        return type.worldEffect() != WorldEffect.CHANGES_WORLD
                && !type.openOutputs()
                && (outputs.contains(ValueType.DATASET) || (leadsOn && outputs.contains(ValueType.MODEL)));
    }
}
