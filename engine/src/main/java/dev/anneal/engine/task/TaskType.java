package dev.anneal.engine.task;

/**
 * The code behind a task's {@code type}. Found by {@link java.util.ServiceLoader}, created with no arguments before any
 * run starts, so a constructor must load nothing; one instance serves many attempts at once and holds no state.
 *
 * @param <S> its settings record
 */
public sealed interface TaskType<S extends Record> permits CodeTask, CommandTask {

    TaskDescription description();
}
