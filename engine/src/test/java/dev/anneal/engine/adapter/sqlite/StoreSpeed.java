package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunOptions;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.store.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many rows a second a store in SQLite takes: {@code java -cp ... StoreSpeed [FOLDER [SECONDS]]}. The folder decides
 * which disk is measured.
 */
final class StoreSpeed {

    private static final int WARM_UP = 20_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path folder;
    private final double seconds;
    private final PrintStream out;

    private StoreSpeed(Path folder, double seconds, PrintStream out) {
        this.folder = folder;
        this.seconds = seconds;
        this.out = out;
    }

    @SuppressWarnings("SystemOut") // what it is for
    public static void main(String[] arguments) throws IOException {
        Path folder = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("store-speed");
        double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 3;
        new StoreSpeed(folder, seconds, System.out).measure();
    }

    private void measure() {
        for (int size : new int[] {1, 16, 256}) {
            events(Durability.PROCESS, size);
        }
        events(Durability.MACHINE, 1);
        events(Durability.MACHINE, 16);
        for (int size : new int[] {1, 16, 256}) {
            taskRuns(size);
        }
        for (int size : new int[] {1, 16, 256}) {
            tasks(size);
        }
    }

    private void events(Durability durability, int size) {
        report("events, " + durability + ", " + size + " a transaction", durability, size, (tables, row) -> {
            List<RunEvent> events = IntStream.range(0, size)
                    .mapToObj(i -> i % 2 == 0 ? started(row + i) : succeeded(row + i))
                    .toList();
            tables.runs().append("aaaa", 1, row, events);
        });
    }

    private void taskRuns(int size) {
        report("task runs, PROCESS, " + size + " a transaction", Durability.PROCESS, size, (tables, row) -> {
            for (int i = 0; i < size; i++) {
                tables.runs().put(taskRun((row + i) % WARM_UP, TaskState.SUCCEEDED));
            }
        });
    }

    /** What the engine does: two events and three states of its row for each task. */
    private void tasks(int size) {
        report("tasks, PROCESS, " + size + " a transaction", Durability.PROCESS, size, (tables, row) -> {
            List<RunEvent> events = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                events.add(started(row + i));
                events.add(succeeded(row + i));
                tables.runs().put(taskRun(row + i, TaskState.READY));
                tables.runs().put(taskRun(row + i, TaskState.RUNNING));
                tables.runs().put(taskRun(row + i, TaskState.SUCCEEDED));
            }
            tables.runs().append("aaaa", 1, row * 2L, events);
        });
    }

    /** Rows from {@code row} on. */
    private interface Work {
        void on(Tables tables, int row);
    }

    private void report(String what, Durability durability, int size, Work work) {
        Path file = fresh();
        try (SqliteStore store = SqliteStore.open(file)) {
            store.change(Durability.PROCESS, tables -> {
                for (int i = 0; i < 200; i++) {
                    tables.runs().insert(run(i == 100 ? "aaaa" : "run" + i));
                }
                tables.runs().takeOver("aaaa");
            });
            int row = during(store, durability, size, 0, seconds / 3, work);
            long start = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            int rows = during(store, durability, size, row, seconds, work) - row;
            double took = (System.nanoTime() - start) / 1e9;
            double used = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3;
            out.printf(
                    Locale.ROOT,
                    "%-42s %,9.0f rows/s %,8.0f commits/s %6.1f us of CPU a row%n",
                    what,
                    rows / took,
                    rows / took / size,
                    used / rows);
        }
    }

    private static int during(Store store, Durability durability, int size, int from, double seconds, Work work) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        int row = from;
        while (System.nanoTime() < end) {
            int first = row;
            store.change(durability, tables -> work.on(tables, first));
            row += size;
        }
        return row;
    }

    private Path fresh() {
        try {
            for (String name : List.of("speed.db", "speed.db-wal", "speed.db-shm")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            return folder.resolve("speed.db");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Digest KEY = Digest.of("key");

    private static RunEvent started(long task) {
        return new RunEvent.AttemptStarted(
                NOON.plusNanos(task),
                "task" + task,
                1,
                task,
                KEY,
                Map.of("data", KEY),
                Map.of("type", "train 1", "seed", "7"));
    }

    private static RunEvent succeeded(long task) {
        return new RunEvent.AttemptSucceeded(
                NOON.plusNanos(task),
                "task" + task,
                1,
                task,
                Map.of("rows", task, "name", "x"),
                Map.of("m", 0.5),
                List.of());
    }

    private static TaskRun taskRun(int task, TaskState state) {
        boolean ended = state.ended();
        return new TaskRun(
                "aaaa",
                "task" + task,
                "train",
                task,
                state,
                1,
                NOON,
                ended ? NOON.plusNanos(task) : null,
                "",
                null,
                ended ? Map.of("rows", task, "name", "x") : Map.of(),
                ended ? Map.of("m", 0.5) : Map.of(),
                state == TaskState.READY ? Map.of() : Map.of("data", KEY),
                state == TaskState.READY ? null : KEY,
                state == TaskState.READY ? Map.of() : Map.of("type", "train 1", "seed", "7"));
    }

    private static Run run(String id) {
        return new Run(
                id,
                "loans",
                KEY,
                Map.of(),
                RunCause.command("speed"),
                null,
                null,
                "/w",
                null,
                id,
                1,
                null,
                RunOptions.NONE,
                NOON,
                RunState.RUNNING,
                null,
                "",
                null);
    }
}
