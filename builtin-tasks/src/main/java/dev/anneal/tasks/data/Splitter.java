package dev.anneal.tasks.data;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.task.TaskContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Divides rows into {@code train} and {@code test}: floor(rows x share) rows train. A random split draws them without
 * replacement (Knuth's selection sampling, TAOCP 3.4.2, algorithm S, with {@link SplittableRandom}).
 */
final class Splitter {

    private final DuckDb db;
    private final DatasetTask.Split split;
    private final long rows;
    private final long training;

    Splitter(DuckDb db, DatasetTask.Split split, long rows) {
        this.db = db;
        this.split = split;
        this.rows = rows;
        // 0.8 of 15 rows is 12, though 15 * 0.8 falls short of it in binary.
        this.training = (long) Math.floor(rows * split.train() + 1e-9);
    }

    Map<String, Object> keep(TaskContext context, String relation, DatasetFacts facts) throws InterruptedException {
        Map<String, Object> sides = new LinkedHashMap<>();
        if (split.by() == DatasetTask.By.ORDER) {
            sides.put("train", stretch(context, "train", relation, 0, training, facts));
            sides.put("test", stretch(context, "test", relation, training, rows, facts));
            return sides;
        }
        Table drawn = new Table.Builder().numbers("drawn", draw()).build();
        db.execute("CREATE TABLE draws (drawn BOOLEAN)");
        db.append("draws", drawn, Map.of("drawn", ColumnKind.BOOLEAN));
        sides.put("train", drawn(context, "train", relation, "d.drawn", facts));
        sides.put("test", drawn(context, "test", relation, "NOT d.drawn", facts));
        return sides;
    }

    private Artifact stretch(TaskContext context, String name, String relation, long from, long to, DatasetFacts facts)
            throws InterruptedException {
        db.execute(
                "CREATE VIEW " + name + " AS SELECT * FROM " + relation + " LIMIT " + (to - from) + " OFFSET " + from);
        return DatasetWriter.keep(context, db, name, name, facts.between(from, to));
    }

    private Artifact drawn(TaskContext context, String name, String relation, String which, DatasetFacts facts)
            throws InterruptedException {
        db.execute("CREATE VIEW " + name + " AS SELECT r.* FROM " + relation
                + " r, draws d WHERE r.rowid = d.rowid AND " + which + " ORDER BY r.rowid");
        return DatasetWriter.keep(context, db, name, name, facts.withoutConcepts());
    }

    private double[] draw() {
        SplittableRandom random = new SplittableRandom(split.seed());
        double[] drawn = new double[Math.toIntExact(rows)];
        long chosen = 0;
        for (int i = 0; i < drawn.length; i++) {
            if (random.nextDouble() * (rows - i) < training - chosen) {
                drawn[i] = 1;
                chosen++;
            }
        }
        return drawn;
    }
}
