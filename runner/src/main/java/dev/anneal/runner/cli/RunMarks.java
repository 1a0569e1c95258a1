package dev.anneal.runner.cli;

import dev.anneal.dsl.graph.TaskMark;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.runner.app.RunDetail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run made of each task, for a picture. */
final class RunMarks {

    private static final int LONGEST = 200;

    private RunMarks() {}

    static Map<String, TaskMark> of(RunDetail detail) {
        Map<String, List<TaskRun>> instances = new HashMap<>();
        for (TaskRun row : detail.tasks()) {
            InstanceName name = InstanceName.of(row.task());
            if (name.instance()) {
                instances
                        .computeIfAbsent(name.task(), task -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<String, TaskMark> marks = new LinkedHashMap<>();
        for (TaskRun row : detail.tasks()) {
            if (!InstanceName.of(row.task()).instance()) {
                marks.put(row.task(), mark(row, instances.getOrDefault(row.task(), List.of())));
            }
        }
        return marks;
    }

    private static TaskMark mark(TaskRun row, List<TaskRun> became) {
        List<String> notes = new ArrayList<>();
        if (!became.isEmpty()) {
            boolean well = became.stream().allMatch(one -> one.state() == TaskState.SUCCEEDED);
            notes.add(well ? became.size() + " of " + became.size() : counted(became));
        }
        if (row.reusedFrom() != null) {
            notes.add("reused");
        } else if (!Texts.between(row.startedAt(), row.endedAt()).isEmpty()) {
            notes.add(Texts.between(row.startedAt(), row.endedAt()));
        }
        if (row.attempts() > 1) {
            notes.add(row.attempts() + " attempts");
        }
        return new TaskMark(row.state().word(), String.join(" · ", notes), detail(row, became));
    }

    private static String detail(TaskRun row, List<TaskRun> became) {
        String counted = counted(became);
        return Texts.brief(counted + (counted.isEmpty() || row.reason().isEmpty() ? "" : "; ") + row.reason(), LONGEST);
    }

    /** {@code 2 failed, 5 succeeded}. */
    private static String counted(List<TaskRun> became) {
        Map<String, Long> states = became.stream()
                .collect(Collectors.groupingBy(one -> one.state().word(), TreeMap::new, Collectors.counting()));
        return states.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
