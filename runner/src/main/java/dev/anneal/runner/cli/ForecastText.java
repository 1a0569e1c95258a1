package dev.anneal.runner.cli;

import dev.anneal.engine.execution.Forecast;
import dev.anneal.engine.execution.Forecast.Verdict;
import dev.anneal.engine.execution.Miss;
import dev.anneal.engine.spec.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run would do, for people and for programs. */
final class ForecastText {

    private ForecastText() {}

    static void print(String workflow, Forecast forecast, Terminal terminal) {
        TableText table = new TableText("TASK", "TYPE", "PLAN", "TAKES", "WHY");
        for (Forecast.Item item : forecast.items()) {
            row(table, item, item.name(), terminal);
            if (item.instances().size() <= Gathering.FEW) {
                item.instances().forEach(one -> row(table, one, "  " + one.name(), terminal));
            }
        }
        table.print(terminal.out(), terminal);
        terminal.out().println();
        terminal.out().println(terminal.dim(workflow + ": " + counts(forecast.items())));
    }

    private static void row(TableText table, Forecast.Item item, String name, Terminal terminal) {
        table.row(name, item.type(), verdict(item.verdict(), terminal), takes(item), why(item));
    }

    private static String verdict(Verdict verdict, Terminal terminal) {
        String word = word(verdict);
        return switch (verdict) {
            case HIT -> terminal.green(word);
            case MISS, NOT_CACHED -> terminal.cyan(word);
            case DEPENDS -> word;
            case SKIPPED -> terminal.dim(word);
            case FAILS -> terminal.red(word);
        };
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String takes(Forecast.Item item) {
        return new TreeMap<>(item.demand())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + Resource.text(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String why(Forecast.Item item) {
        if (!item.instances().isEmpty()) {
            return Texts.count(item.instances().size(), "task run") + ": " + counts(item.instances())
                    + (item.reason().isEmpty() ? "" : "; " + item.reason());
        }
        Miss miss = item.miss();
        return switch (item.verdict()) {
            case HIT -> "from run " + item.run();
            case MISS, NOT_CACHED -> miss == null ? "" : MissText.brief(miss);
            case DEPENDS -> item.on().isEmpty() ? "runs at the end" : "on " + String.join(", ", item.on());
            case SKIPPED, FAILS -> item.reason();
        };
    }

    private static String counts(List<Forecast.Item> items) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        items.forEach(item -> counts.merge(item.verdict(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    static Map<String, Object> view(String workflow, Forecast forecast) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("workflow", workflow);
        view.put("tasks", forecast.items().stream().map(ForecastText::view).toList());
        return view;
    }

    private static Map<String, Object> view(Forecast.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("task", item.name());
        view.put("type", item.type());
        view.put("plan", word(item.verdict()).replace(' ', '-'));
        Views.put(view, "run", item.run());
        Miss miss = item.miss();
        if (miss != null) {
            view.putAll(MissText.view(miss));
        }
        if (item.verdict() == Verdict.DEPENDS) {
            view.put("on", item.on());
        }
        Views.put(view, "reason", item.reason().isEmpty() ? null : item.reason());
        Map<String, Object> takes = new TreeMap<>();
        item.demand().forEach((pool, amount) -> takes.put(pool, PoolsCommand.amount(amount)));
        view.put("takes", takes);
        if (!item.instances().isEmpty()) {
            List<Map<String, Object>> instances = new ArrayList<>();
            item.instances().forEach(one -> instances.add(view(one)));
            view.put("instances", instances);
        }
        return view;
    }
}
