package dev.anneal.engine.execution;

import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;

/** The task runs that listings read, as the reducer's state has them. */
final class TaskRows {

    private TaskRows() {}

    /** One that has not begun has no row: a large workflow would write them all before its first task starts. */
    static boolean notBegun(TaskView view) {
        return view.attempts() == 0 && (view.state() == TaskState.PENDING || view.state() == TaskState.READY);
    }

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
