package dev.anneal.engine.plan

import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.problem.Place
import dev.anneal.engine.problem.Problem
import dev.anneal.engine.spec.Places
import dev.anneal.engine.spec.WorkflowFile
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.OutputSpec
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskDescription
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.engine.task.WorldEffect
import dev.anneal.engine.testing.TestSettings.AskSettings
import dev.anneal.engine.testing.TestTasks

import java.nio.file.Path

/** Plans specs, with task types that take and make values of many types, and tells what was wrong with them. */
trait Planning {

    Planner planner = new Planner(Types.catalog())

    List<String> codes(WorkflowSpec workflow, Planner by = planner) {
        codes([workflow], by)
    }

    List<String> codes(List<WorkflowSpec> workflows, Planner by = planner) {
        problems(workflows, by)*.code()
    }

    List<Problem> problems(List<WorkflowSpec> workflows, Planner by = planner) {
        try {
            by.plan(new WorkflowFile(Path.of('w'), workflows, new Places(Place.ofFile('w'))))
            []
        } catch (InvalidWorkflowException invalid) {
            invalid.problems()
        }
    }

    /** Task types that nobody runs here. */
    static class Types {

        static TaskCatalog catalog() {
            def more = [new Declared(TaskDescription.of('workflow', 1, WorldEffect.CHANGES_WORLD, AskSettings, 'Runs a workflow.')),
                        new Declared(TaskDescription.of('take', 1, WorldEffect.PURE, PlanSettings.Take, 'Takes.')),
                        new Declared(TaskDescription.of('make', 1, WorldEffect.PURE, PlanSettings.Make, 'Makes.',
                                *[data: ValueType.DATASET, model: ValueType.MODEL, number: ValueType.NUMBER, list: ValueType.LIST, map: ValueType.MAP,
                                  any: ValueType.ANY]
                                        .collect { name, type -> new OutputSpec(name, type, '') }))]
            def known = TestTasks.catalog()
            def types = known.descriptions()*.name().findAll { !(it in more*.description()*.name()) }.collect { known.find(it).get() }
            new TaskCatalog(types + more, [])
        }

        static class Declared implements CodeTask {
            final TaskDescription description

            Declared(TaskDescription description) {
                this.description = description
            }

            TaskDescription description() {
                description
            }

            TaskOutcome run(Record settings, TaskContext context) {
                throw new UnsupportedOperationException('planning runs no task')
            }
        }
    }
}
