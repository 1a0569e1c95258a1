package dev.anneal.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reducer's mutable state of one run. */
final class RunProgress {

    final String id;
    final List<TaskProgress> tasks = new ArrayList<>();
    private final Map<String, TaskProgress> byName = new HashMap<>();
    private final List<TaskView> changed = new ArrayList<>();

    /** How many of {@link #tasks} are the workflow's own; the rest are what these became. */
    final int own;

    RunState state = RunState.RUNNING;
    boolean started;
    boolean cancelRequested;
    boolean timedOut;
    /** Whether a failed task has stopped the others. */
    boolean halted;
    /** Whether all but the tasks that always run have ended. */
    boolean closing;

    String cancelReason = "";
    long events;
    int openTasks;
    int openAlways;

    RunProgress(String id, List<RunMachine.Node> nodes) {
        this.id = id;
        this.own = nodes.size();
        for (RunMachine.Node node : nodes) {
            boolean always = node.spec().flow().always();
            // One that always runs waits for all the others together besides.
            int waits = node.predecessors().size() + (always ? 1 : 0);
            add(new TaskProgress(node.spec(), tasks.size(), waits));
            openAlways += always ? 1 : 0;
            openTasks += always ? 0 : 1;
        }
        for (int i = 0; i < nodes.size(); i++) {
            TaskProgress task = tasks.get(i);
            nodes.get(i)
                    .predecessors()
                    .forEach(index -> tasks.get(index).successors.add(task));
        }
        closing = openTasks == 0;
    }

    void add(TaskProgress task) {
        tasks.add(task);
        byName.put(task.name, task);
    }

    @Nullable
    TaskProgress find(String name) {
        return byName.get(name);
    }

    TaskProgress task(String name) {
        TaskProgress task = byName.get(name);
        if (task == null) {
            throw new IllegalArgumentException("there is no task " + name);
        }
        return task;
    }

    boolean over() {
        return openTasks == 0 && openAlways == 0;
    }

    void changed(TaskProgress task) {
        if (!task.changed) {
            task.changed = true;
            changed.add(task);
        }
    }

    /** The task runs that changed since this was last asked, each once. */
    List<TaskView> takeChanged() {
        List<TaskView> taken = List.copyOf(changed);
        changed.forEach(task -> ((TaskProgress) task).changed = false);
        changed.clear();
        return taken;
    }

    /** How the run ends, or would if it ended now. */
    RunCommand.End verdict() {
        TaskProgress worst = null;
        for (TaskProgress task : tasks.subList(0, own)) {
            boolean counts = !task.forgiven();
            boolean failed = counts && task.state == TaskState.FAILED;
            boolean rejected = counts && task.state == TaskState.REJECTED;
            if (failed && (worst == null || worst.state != TaskState.FAILED)) {
                worst = task;
            } else if (rejected && worst == null) {
                worst = task;
            }
        }
        if (timedOut) {
            return new RunCommand.End(RunState.FAILED, cancelReason);
        } else if (worst != null && worst.state == TaskState.FAILED) {
            return new RunCommand.End(RunState.FAILED, "task '" + worst.name() + "': " + worst.reason);
        } else if (cancelRequested) {
            return new RunCommand.End(RunState.CANCELLED, cancelReason);
        } else if (worst != null) {
            return new RunCommand.End(RunState.REJECTED, "task '" + worst.name() + "': " + worst.reason);
        }
        return new RunCommand.End(RunState.SUCCEEDED, "");
    }
}
