package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.runner.app.RunDetail;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run's task runs as a table; those that a task became stand below it, and of many only those that did not go well. */
final class TaskTable {

    private static final int LONGEST_RESULT = 160;
    private static final int LONGEST_ITEM = 60;

    private final RunDetail detail;
    private final boolean all;
    private final Terminal terminal;
    private final TableText table = new TableText("TASK", "TYPE", "STATE", ">TOOK", "RESULT");

    /** @param all whether every task run has a row */
    TaskTable(RunDetail detail, boolean all, Terminal terminal) {
        this.detail = detail;
        this.all = all;
        this.terminal = terminal;
    }

    void print() {
        Map<String, List<TaskRun>> instances = new HashMap<>();
        for (TaskRun row : detail.tasks()) {
            InstanceName name = InstanceName.of(row.task());
            if (name.instance()) {
                instances
                        .computeIfAbsent(name.task(), task -> new ArrayList<>())
                        .add(row);
            }
        }
        for (TaskRun row : detail.tasks()) {
            if (!InstanceName.of(row.task()).instance()) {
                List<TaskRun> became = instances.getOrDefault(row.task(), List.of());
                boolean expanded = row.state() == TaskState.EXPANDED
                        || !became.isEmpty()
                        || detail.items().containsKey(row.task());
                row(row, row.task(), tries(row) + (expanded ? gathered(row, became) : result(row)));
                below(became);
            }
        }
        table.print(terminal.out(), terminal);
    }

    private void row(TaskRun row, String name, String result) {
        table.row(
                name,
                row.type(),
                terminal.state(row.state()),
                row.reusedFrom() == null ? Texts.between(row.startedAt(), row.endedAt()) : "reused",
                result);
    }

    private void below(List<TaskRun> became) {
        boolean few = all || became.size() <= Gathering.FEW;
        int shown = 0;
        int folded = 0;
        for (TaskRun row : became) {
            boolean well = row.state() == TaskState.SUCCEEDED || row.state() == TaskState.SKIPPED;
            if (few || (!well && shown < Gathering.FEW)) {
                row(row, "  " + row.task(), item(row) + tries(row) + result(row));
                shown++;
            } else {
                folded++;
            }
        }
        if (folded > 0) {
            table.row("  … " + Texts.count(folded) + " more", "", "", "", terminal.dim("--all lists them"));
        }
    }

    /** {@code 7 of 20: 5 succeeded, 1 failed, 1 skipped}. */
    private String gathered(TaskRun row, List<TaskRun> became) {
        int items = detail.items().getOrDefault(row.task(), List.of()).size();
        if (items == 0 && became.isEmpty() && detail.items().containsKey(row.task())) {
            return "no items to run for";
        }
        long ended = became.stream().filter(one -> one.state().ended()).count();
        Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
        became.forEach(one -> counts.merge(one.state(), 1, Integer::sum));
        String states = counts.entrySet().stream()
                .map(entry ->
                        Texts.count(entry.getValue()) + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        String much = items > 0 ? Texts.count(ended) + " of " + Texts.count(items) : Texts.count(ended, "task run");
        return much
                + (counts.size() > 1 || ended < became.size() ? ": " + states : "")
                + (row.reason().isEmpty() ? "" : "; " + Texts.brief(row.reason(), LONGEST_RESULT));
    }

    private String item(TaskRun row) {
        InstanceName name = InstanceName.of(row.task());
        List<Object> items = detail.items().getOrDefault(name.task(), List.of());
        if (name.index() > items.size()) {
            return "";
        }
        Object item = items.get(name.index() - 1);
        String text = item instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + plain(entry.getValue()))
                        .collect(Collectors.joining(", "))
                : plain(item);
        return "for " + Texts.brief(text, LONGEST_ITEM) + "  ";
    }

    /** {@code attempt 3  }: where one failed before the last. */
    private String tries(TaskRun row) {
        int failed = detail.failures().getOrDefault(row.task(), 0);
        int tries = row.state() == TaskState.FAILED ? failed : failed + 1;
        return tries < 2 ? "" : "attempt " + tries + "  ";
    }

    private String result(TaskRun row) {
        Optional<Run> part = detail.part(row.task());
        if (part.isPresent()) {
            Run run = part.get();
            return "run " + run.id() + " of " + run.workflow() + " " + terminal.state(run.state())
                    + (run.reason().isEmpty() ? "" : ": " + Texts.brief(run.reason(), LONGEST_RESULT));
        } else if (!row.reason().isEmpty()) {
            return Texts.brief(row.reason(), LONGEST_RESULT);
        }
        String metrics = row.metrics().entrySet().stream()
                .map(entry -> entry.getKey() + " " + plain(BigDecimal.valueOf(entry.getValue())))
                .collect(Collectors.joining(", "));
        String outputs = row.outputs().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof String || entry.getValue() instanceof Boolean)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return Texts.brief(
                metrics.isEmpty() ? outputs : outputs.isEmpty() ? metrics : outputs + ", " + metrics, LONGEST_RESULT);
    }

    private static String plain(Object value) {
        return ShowCommand.plain(value);
    }
}
