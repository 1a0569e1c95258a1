package dev.anneal.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reducer said is to be done and what has not been settled since by a change of the task run that it is about: all
 * that a driver knows that lives through the whole run.
 */
final class ToldCommands {

    /** Where a task run is, as far as commands are about that. */
    private record Phase(
            TaskState state,
            int attempts,
            int instances,
            @Nullable String signal) {

        static Phase of(TaskView task) {
            return new Phase(task.state(), task.attempts(), task.instances().size(), task.signal());
        }

        boolean lasts(TaskView task) {
            return state == task.state()
                    && attempts == task.attempts()
                    && instances == task.instances().size()
                    && Objects.equals(signal, task.signal());
        }
    }

    private final Map<String, Phase> phases = new HashMap<>();
    private final Map<String, List<RunCommand>> byTask = new HashMap<>();

    void add(List<TaskView> tasks, List<RunCommand> commands) {
        for (TaskView task : tasks) {
            Phase phase = phases.get(task.name());
            if (phase == null || !phase.lasts(task)) {
                phases.put(task.name(), Phase.of(task));
                of(task.name()).removeIf(command -> !(command instanceof RunCommand.TimeOutAt));
            }
        }
        byTask.remove("");
        for (RunCommand command : commands) {
            of(task(command)).add(command);
        }
        for (TaskView task : tasks) {
            if (task.state().ended()) {
                byTask.remove(task.name());
            } else if (task.stopping()) {
                of(task.name()).removeIf(RunCommand.TimeOutAt.class::isInstance);
            }
        }
    }

    Set<RunCommand> open() {
        Set<RunCommand> open = new HashSet<>();
        byTask.values().forEach(open::addAll);
        return open;
    }

    private List<RunCommand> of(String task) {
        return byTask.computeIfAbsent(task, name -> new ArrayList<>(2));
    }

    /** The name of the task run that a command is about; empty where it is about the run. */
    private static String task(RunCommand command) {
        if (command instanceof RunCommand.Prepare prepare) {
            return prepare.task();
        } else if (command instanceof RunCommand.PrepareAt prepare) {
            return prepare.task();
        } else if (command instanceof RunCommand.Skip skip) {
            return skip.task();
        } else if (command instanceof RunCommand.Await await) {
            return await.task();
        } else if (command instanceof RunCommand.Watch watch) {
            return watch.task();
        } else if (command instanceof RunCommand.Cancel cancel) {
            return cancel.task();
        } else if (command instanceof RunCommand.TimeOutAt limit) {
            return limit.task();
        }
        return "";
    }
}
