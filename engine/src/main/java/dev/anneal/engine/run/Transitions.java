package dev.anneal.engine.run;

import static dev.anneal.engine.run.TaskState.CANCELLED;
import static dev.anneal.engine.run.TaskState.EXPANDED;
import static dev.anneal.engine.run.TaskState.FAILED;
import static dev.anneal.engine.run.TaskState.PENDING;
import static dev.anneal.engine.run.TaskState.READY;
import static dev.anneal.engine.run.TaskState.REJECTED;
import static dev.anneal.engine.run.TaskState.RUNNING;
import static dev.anneal.engine.run.TaskState.SKIPPED;
import static dev.anneal.engine.run.TaskState.SUCCEEDED;
import static dev.anneal.engine.run.TaskState.SUSPENDED;
import static dev.anneal.engine.run.TaskState.WAITING;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one list of moves that a task run may make. What is not here cannot happen. */
final class Transitions {

    private static final Map<TaskState, Set<TaskState>> ALLOWED = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(READY, WAITING, SKIPPED, CANCELLED),
            READY, EnumSet.of(RUNNING, EXPANDED, SUCCEEDED, SKIPPED, FAILED, CANCELLED),
            RUNNING, EnumSet.of(WAITING, SUSPENDED, SUCCEEDED, REJECTED, FAILED, CANCELLED),
            EXPANDED, EnumSet.of(SUCCEEDED, SKIPPED, REJECTED, FAILED, CANCELLED),
            WAITING, EnumSet.of(RUNNING, SUCCEEDED, SKIPPED, FAILED, CANCELLED),
            SUSPENDED, EnumSet.of(RUNNING, SUCCEEDED, SKIPPED, FAILED, CANCELLED)));

    private Transitions() {}

    static boolean allowed(TaskState from, TaskState to) {
        return ALLOWED.getOrDefault(from, EnumSet.noneOf(TaskState.class)).contains(to);
    }
}
