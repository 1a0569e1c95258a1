package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.spec.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be seen of a task run in the reducer's state; live, for the state's owner alone. */
public interface TaskView {

    /** The task's name; {@code name[2]} for the second task run of one that became several. */
    String name();

    /** Of the task that it is a run of. */
    TaskSpec spec();

    /** Unique in the run: tasks in the workflow's order from 0, then the task runs that tasks became. */
    int position();

    TaskState state();

    /** The expanded task that it is a part of; null for none. */
    @Nullable
    TaskView parent();

    /** Which of its parent's task runs it is, from 1; 0 where it has no parent. */
    int index();

    /** The item that it is for; null where its parent repeats or it has none. */
    @Nullable
    Object item();

    /** The task runs that it became so far, in order; empty where it is one itself. */
    List<? extends TaskView> instances();

    /** How many task runs it becomes where that is known; else 0. */
    int items();

    /** Attempts started so far; the number of the live one while one is. */
    int attempts();

    /** The latest attempt's fencing token; 0 before the first. */
    long token();

    /** Whether its live attempt is to be stopped. */
    boolean stopping();

    /** Why it was skipped, rejected, failed or waits; else empty. */
    String reason();

    @Nullable
    Instant startedAt();

    /** When the latest attempt started; null before the first. */
    @Nullable
    Instant attemptAt();

    @Nullable
    Instant endedAt();

    /** Empty until it has succeeded or was rejected. */
    Map<String, Object> outputs();

    Map<String, Double> metrics();

    /** Artifacts that it read, by setting. */
    Map<String, Digest> inputs();

    /** Digest of all that its result follows from; null before the first attempt. */
    @Nullable
    Digest key();

    /** What its result follows from, by name. */
    Map<String, String> parts();

    /** The run whose result it reuses; null where it ran itself. */
    @Nullable
    String reusedFrom();

    /** What the attempt that suspended itself left for the one that goes on; else empty. */
    Map<String, Object> suspendedState();

    /** The moment that it waits for; null where it waits for none. */
    @Nullable
    Instant due();

    /** What a suspended task waits for; null for nothing, or only a moment. */
    @Nullable
    String signal();
}
