package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.settings.Between;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Source;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code dataset}: a stretch of rows from a CSV or Parquet file, or of another task's rows, split into training and test
 * rows. The data version is recorded with the task.
 */
public final class DatasetTask implements CodeTask<DatasetTask.Settings> {

    /**
     * Which rows: {@code from} to before {@code to}, or the {@code last} ones; all where nothing is said.
     */
    record Stretch(
            @Help("First row, counted from 0") @Between(min = 0) @Nullable
            Long from,

            @Help("The row to stop before") @Between(min = 0) @Nullable
            Long to,

            @Help("Only so many rows from the end") @Between(min = 1) @Nullable
            Long last) {
        Stretch {
            if (last != null && (from != null || to != null)) {
                throw new IllegalArgumentException("'last' does not go with 'from' and 'to': say one or the other");
            }
            if (to != null && to <= (from == null ? 0 : from)) {
                throw new IllegalArgumentException(
                        "no rows from " + (from == null ? 0 : from) + " to " + to + ": 'to' must be after 'from'");
            }
        }
    }

    /** By what rows are put on either side. */
    enum By {
        ORDER,
        RANDOM
    }

    /** How rows are divided. */
    record Split(
            @Help("order: the first rows train; random: rows are drawn by seed, and stay in order") @Default("order")
            By by,

            @Help("Share of the rows that train; the others test") @Default("0.8") @Between(min = 0, max = 1)
            double train,

            @Help("Of a random split") @Default("0") long seed) {}

    record Settings(
            @Help("A CSV or Parquet file, or another task's rows") @Takes({ValueType.DATASET, ValueType.FILE})
            Source source,

            @Help("Which rows: {from, to} or {last}; by default all") @Default("{}")
            Stretch rows,

            @Help("The column to predict; by default the source's") @Nullable
            String target,

            @Help("The column of event time, never going back; by default the source's") @Nullable
            String timestamp,

            @Help("How rows are divided into train and test: {by, train, seed}") @Default("{}")
            Split split,

            @Help("CSV: types of columns that are not to be found out, such as {zip: text}") @Default("{}")
            Map<String, ColumnKind> types,

            @Help("CSV: texts that stand for no value, such as NA") @Default("[]")
            List<String> missing) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "dataset",
                1,
                WorldEffect.READS_WORLD,
                Settings.class,
                "Reads rows from a file or another task and splits them into training and test rows",
                new OutputSpec("all", ValueType.DATASET, "The rows"),
                new OutputSpec("train", ValueType.DATASET, "The training rows, in the order of their source"),
                new OutputSpec("test", ValueType.DATASET, "The test rows, in the order of their source"),
                new OutputSpec("rows", ValueType.NUMBER, "How many rows there are in all"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws InterruptedException {
        try (DuckDb db = DuckDb.open()) {
            SourceRows source = SourceRows.open(db, settings, context);
            long available = source.count();
            long from = from(settings.rows(), available, source.name());
            long to = settings.rows().to() == null ? available : settings.rows().to();
            source.take("taken", from, to);
            DatasetFacts facts = facts(settings, db, source, from, to);
            Artifact all = DatasetWriter.keep(context, db, "all", "taken", facts);
            Map<String, Object> outputs = new LinkedHashMap<>();
            outputs.put("all", all);
            outputs.putAll(new Splitter(db, settings.split(), to - from).keep(context, "taken", facts));
            outputs.put("rows", to - from);
            return new TaskOutcome.Succeeded(outputs).withEffects(register(all, source));
        }
    }

    private static long from(Stretch rows, long available, String name) {
        if (available == 0) {
            throw AnnealException.badInput("empty-data", name + " has no rows");
        }
        long wanted = rows.last() != null ? rows.last() : rows.to() != null ? rows.to() : 0;
        if (wanted > available) {
            throw AnnealException.badInput(
                    "too-few-rows",
                    name + " has " + available + " rows, but 'rows' asks for "
                            + (rows.last() != null ? "the last " + wanted : "those up to " + wanted));
        }
        long from = rows.last() != null ? available - rows.last() : rows.from() == null ? 0 : rows.from();
        if (from >= available) {
            throw AnnealException.badInput(
                    "too-few-rows",
                    name + " has " + available + " rows, but 'rows' begins at row " + from + ", counted from 0");
        }
        return from;
    }

    private static DatasetFacts facts(Settings settings, DuckDb db, SourceRows source, long from, long to)
            throws InterruptedException {
        List<ColumnType> columns = ColumnType.of(db, "taken");
        List<String> names = columns.stream().map(ColumnType::name).toList();
        String target = settings.target() == null ? source.property("target") : settings.target();
        String timestamp = settings.timestamp() == null ? source.property("timestamp") : settings.timestamp();
        if (target != null && !names.contains(target)) {
            throw AnnealException.badInput(
                    "no-column",
                    source.name() + " has no column '" + target + "' to be the target."
                            + NearestName.hint(target, names));
        }
        if (timestamp != null) {
            EventTime.check(db, "taken", columns, timestamp, source.name());
        }
        return new DatasetFacts(target, timestamp, source.conceptStarts(), source.digest()).between(from, to);
    }

    private static Effect register(Artifact all, SourceRows source) {
        Map<String, Object> data = new LinkedHashMap<>(all.properties());
        data.put("digest", all.digest().hex());
        data.put("name", source.name());
        data.put("size", all.size());
        return new Effect(DataVersions.EFFECT, data);
    }
}
