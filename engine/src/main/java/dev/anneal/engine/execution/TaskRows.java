package dev.anneal.engine.execution;

import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskView;

/** The task runs that listings read, as the reducer's state has them. */
final class TaskRows {

    private TaskRows() {}

    static TaskRun of(String run, TaskView view) {
        return new TaskRun(
                run,
                view.name(),
                view.spec().type(),
                view.position(),
                view.state(),
                view.reusedFrom() == null ? view.attempts() : 0,
                view.startedAt(),
                view.endedAt(),
                view.reason(),
                view.reusedFrom(),
                view.outputs(),
                view.metrics(),
                view.inputs(),
                view.key(),
                view.parts());
    }
}
