package dev.anneal.engine.run;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The one list of moves that a task run may make. What is not here cannot happen. */
final class Transitions {

    private static final Map<TaskState, Set<TaskState>> ALLOWED = new EnumMap<>(Map.of(
            TaskState.PENDING, EnumSet.of(TaskState.READY, TaskState.SKIPPED, TaskState.CANCELLED),
            TaskState.READY, EnumSet.of(TaskState.RUNNING, TaskState.SUCCEEDED, TaskState.SKIPPED, TaskState.CANCELLED),
            TaskState.RUNNING,
                    EnumSet.of(
                            TaskState.WAITING,
                            TaskState.SUSPENDED,
                            TaskState.SUCCEEDED,
                            TaskState.REJECTED,
                            TaskState.FAILED,
                            TaskState.CANCELLED),
            TaskState.WAITING,
                    EnumSet.of(TaskState.RUNNING, TaskState.SUCCEEDED, TaskState.SKIPPED, TaskState.CANCELLED),
            TaskState.SUSPENDED,
                    EnumSet.of(TaskState.RUNNING, TaskState.SUCCEEDED, TaskState.SKIPPED, TaskState.CANCELLED)));

    private Transitions() {}

    static boolean allowed(TaskState from, TaskState to) {
        return ALLOWED.getOrDefault(from, EnumSet.noneOf(TaskState.class)).contains(to);
    }
}
