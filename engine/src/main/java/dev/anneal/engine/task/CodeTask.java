package dev.anneal.engine.task;

/** A task type that runs as Java code: in this process, or in a child JVM. */
public non-sealed interface CodeTask<S extends Record> extends TaskType<S> {

    /**
     * Does the work of one attempt. May be interrupted: it should then stop soon and throw {@link InterruptedException}.
     *
     * @return what came of it; an exception counts as failed, an {@link dev.anneal.engine.problem.AnnealException} with
     *     its own message
     */
    TaskOutcome run(S settings, TaskContext context) throws Exception;
}
