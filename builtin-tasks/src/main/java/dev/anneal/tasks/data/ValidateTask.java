package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.settings.Between;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code validate}: a gate in front of training. Profiles every column, holds the rows to what is expected of them, and
 * ends the run as rejected with every broken expectation, not just the first.
 */
public final class ValidateTask implements CodeTask<ValidateTask.Settings> {

    /** How many rows there must be. */
    record Count(
            @Help("At least") @Between(min = 0) @Nullable Long min,
            @Help("At most") @Between(min = 0) @Nullable Long max) {}

    /** What a column must hold. Nothing is expected of what is not said. */
    record Expectation(
            @Help("Its type; double takes integers too") @Nullable
            ColumnKind type,

            @Help("The least and the greatest value, [least, greatest]") @Nullable
            List<Double> between,

            @Help("The greatest share of rows without a value, 0 to 1") @Between(min = 0, max = 1) @Nullable
            Double missing,

            @Help("The only values that it may have: numbers or texts") @Nullable
            List<Object> allowed) {
        Expectation {
            if (between != null && (between.size() != 2 || between.get(0) > between.get(1))) {
                throw new IllegalArgumentException("'between' takes [least, greatest], found " + between);
            }
        }
    }

    record Settings(
            @Help("The rows to check") @Takes(ValueType.DATASET)
            Artifact data,

            @Help("How many rows there must be: {min, max}") @Default("{}")
            Count rows,

            @Help("What columns must hold, by name: {type, between, missing, allowed}") @Default("{}")
            Map<String, Expectation> columns) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "validate",
                1,
                WorldEffect.PURE,
                Settings.class,
                "Checks rows against what is expected of them; a no ends the run as rejected",
                new OutputSpec("report", ValueType.REPORT, "A profile of every column, and each broken expectation"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws InterruptedException {
        try (DuckDb db = DuckDb.open()) {
            String relation =
                    TableFiles.relation(context.artifacts().file(settings.data().digest()));
            long rows = TableFiles.count(db, relation);
            List<String> broken = new ArrayList<>();
            count(settings.rows(), rows, broken);
            List<ColumnProfile> profiles = new ArrayList<>();
            for (ColumnType column : ColumnType.of(db, relation)) {
                profiles.add(new ColumnProfile(column, settings.columns().get(column.name())));
            }
            read(db, relation, profiles);
            profiles.forEach(profile -> broken.addAll(profile.broken(rows)));
            absent(settings, profiles, broken);
            Artifact report = report(context, rows, profiles, broken);
            Map<String, Object> outputs = Map.of("report", report);
            Map<String, Double> metrics = Map.of("rows", (double) rows, "broken", (double) broken.size());
            return broken.isEmpty()
                    ? new TaskOutcome.Succeeded(outputs).withMetrics(metrics)
                    : new TaskOutcome.Rejected(String.join("; ", broken), outputs, metrics, List.of());
        }
    }

    private static void count(Count expected, long rows, List<String> broken) {
        if (expected.min() != null && rows < expected.min()) {
            broken.add("expected at least " + expected.min() + " rows, found " + rows);
        }
        if (expected.max() != null && rows > expected.max()) {
            broken.add("expected at most " + expected.max() + " rows, found " + rows);
        }
    }

    private static void read(DuckDb db, String relation, List<ColumnProfile> profiles) throws InterruptedException {
        String selected = profiles.stream()
                .map(profile -> profile.column().asRead())
                .reduce((a, b) -> a + ", " + b)
                .orElse("1");
        db.query("SELECT " + selected + " FROM " + relation, (result, first, rows) -> {
            for (int j = 0; j < profiles.size(); j++) {
                profiles.get(j).add(result.chunk().vector(j), first, rows);
            }
        });
    }

    private static void absent(Settings settings, List<ColumnProfile> profiles, List<String> broken) {
        List<String> names =
                profiles.stream().map(profile -> profile.column().name()).toList();
        settings.columns().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> broken.add("there is no column '" + name + "'." + NearestName.hint(name, names)));
    }

    private static Artifact report(TaskContext context, long rows, List<ColumnProfile> profiles, List<String> broken) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rows", rows);
        report.put("columns", profiles.stream().map(ColumnProfile::report).toList());
        report.put("broken", broken);
        Path file = context.workFolder().resolve("report.json");
        try {
            Files.writeString(file, Json.pretty(report));
        } catch (IOException e) {
            throw AnnealException.environment("write-report", "cannot write the report: " + e.getMessage(), e);
        }
        return context.keep(
                file, ValueType.REPORT, "application/json", Map.of("kind", "validation", "broken", broken.size()));
    }
}
