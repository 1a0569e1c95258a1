package dev.anneal.engine.benchmark;

import dev.anneal.engine.adapter.archive.TarZstdArchiver;
import dev.anneal.engine.adapter.file.FileArtifactStore;
import dev.anneal.engine.adapter.file.RunLocks;
import dev.anneal.engine.adapter.sqlite.SqliteStore;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.execution.Engine;
import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.execution.RunOrders;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Neighbours;
import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.task.TaskCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Prints how many no-op tasks a second the engine journals, how soon a ready task starts, how fast a journal is read
 * again and what memory is held: for chains, fan-outs and random graphs of the sizes that are given, and beside them the
 * commits a second of the store alone. Not a test: {@code docs/engine-benchmark.sh} runs it.
 */
public final class EngineBenchmark {

    private final Path folder;
    private int runs;

    private EngineBenchmark(Path folder) {
        this.folder = folder;
    }

    /** @param arguments sizes; 100 1000 10000 where there are none */
    public static void main(String[] arguments) throws Exception {
        int[] sizes = arguments.length == 0
                ? new int[] {100, 1_000, 10_000}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        Path folder = Files.createTempDirectory("anneal-benchmark");
        EngineBenchmark benchmark = new EngineBenchmark(folder);
        benchmark.quietly(Shapes::random, 3_000);
        benchmark.quietly(Shapes::chain, 3_000);
        benchmark.commits();
        benchmark.chainCommits();
        System.out.printf(
                "%-9s %7s  %9s  %10s  %10s  %14s%n",
                "shape", "tasks", "tasks/s", "first half", "last half", "start p99 (ms)");
        Map<String, IntFunction<WorkflowSpec>> shapes =
                Map.of("chain", Shapes::chain, "fan-out", Shapes::fanOut, "random", Shapes::random);
        for (String shape : List.of("chain", "fan-out", "random")) {
            for (int size : sizes) {
                benchmark.measure(shape, shapes.get(shape), size);
            }
        }
    }

    private void quietly(IntFunction<WorkflowSpec> shape, int size) throws Exception {
        run(shape.apply(size), new NoOp());
    }

    private void measure(String name, IntFunction<WorkflowSpec> shape, int size) throws Exception {
        NoOp task = new NoOp();
        List<RunEvent> journal = run(shape.apply(size), task).journal();
        List<Instant> ends = new ArrayList<>();
        Map<String, Instant> endOf = new HashMap<>();
        for (RunEvent event : journal) {
            if (event instanceof RunEvent.AttemptSucceeded success) {
                ends.add(success.at());
                endOf.put(success.task(), success.at());
            }
        }
        Instant start = journal.get(0).at();
        Instant middle = ends.get(ends.size() / 2);
        Instant end = ends.get(ends.size() - 1);
        String latency = name.equals("chain") ? String.format(Locale.ROOT, "%.2f", p99(endOf, task, size)) : "";
        System.out.printf(
                "%-9s %7d  %,9.0f  %,10.0f  %,10.0f  %14s%n",
                name,
                size,
                rate(size, start, end),
                rate(size / 2, start, middle),
                rate(size - size / 2, middle, end),
                latency);
        if (name.equals("random") && size == 10_000) {
            replay(shape.apply(size), journal);
        }
    }

    private static double rate(int tasks, Instant from, Instant to) {
        return tasks / (Math.max(1, Duration.between(from, to).toNanos()) / 1e9);
    }

    /** From the moment at which the one before had ended to the start of the next one's code, in milliseconds. */
    private static double p99(Map<String, Instant> ends, NoOp task, int size) {
        double[] waits = new double[size - 1];
        for (int i = 1; i < size; i++) {
            Instant ready = ends.get(Shapes.name(i - 1));
            waits[i - 1] =
                    Duration.between(ready, task.began().get(Shapes.name(i))).toNanos() / 1e6;
        }
        Arrays.sort(waits);
        return waits[(int) (waits.length * 0.99)];
    }

    /** What the store does when it is given a chain's transactions and nothing else: the end of a task, the start of the next. */
    private void chainCommits() throws Exception {
        int size = 5_000;
        Done chain = run(Shapes.chain(size), new NoOp());
        for (int round = 0; round < 2; round++) {
            Path file = folder.resolve("chain" + round).resolve("anneal.db");
            try (SqliteStore store = SqliteStore.open(file)) {
                WorkflowSpec workflow = Shapes.chain(size);
                store.change(
                        Durability.PROCESS,
                        tables ->
                                tables.workflows().register(workflow, Json.digest(workflow), "w.yaml", Instant.now()));
                String id = chain.rows().get(0).run();
                new RunOrders(store, Clock.systemUTC(), () -> id).place(id, order(workflow));
                long epoch =
                        store.write(Durability.PROCESS, tables -> tables.runs().takeOver(id));
                List<RunEvent> journal = chain.journal();
                long before = System.nanoTime();
                for (int i = 0; i < size; i++) {
                    List<RunEvent> events = journal.subList(2 * i + 1, Math.min(2 * i + 3, journal.size()));
                    List<TaskRun> rows = chain.rows().subList(i, Math.min(i + 2, size));
                    long known = 2L * i;
                    store.change(Durability.PROCESS, tables -> {
                        tables.runs().append(id, epoch, known, events);
                        rows.forEach(tables.runs()::put);
                        var unused = tables.claims().release(id, events.hashCode());
                    });
                }
                double seconds = (System.nanoTime() - before) / 1e9;
                if (round > 0) {
                    System.out.printf("%,.0f commits/s of what a chain writes for a task%n", size / seconds);
                }
            }
        }
    }

    private static NewRun order(WorkflowSpec workflow) {
        return new NewRun(workflow.name(), Map.of(), Path.of(""), RunCause.command("benchmark"), null, null);
    }

    /** What a run has left. */
    private record Done(List<RunEvent> journal, List<TaskRun> rows) {}

    private Done run(WorkflowSpec workflow, NoOp task) throws Exception {
        Path home = folder.resolve("home" + ++runs);
        Workspace workspace = new Workspace(home);
        TaskCatalog catalog = new TaskCatalog(List.of(task), List.of());
        try (RunLocks locks = new RunLocks(workspace.locks().resolve("runs"));
                RunLocks chains = new RunLocks(workspace.locks().resolve("chains"));
                SqliteStore store = SqliteStore.open(workspace.database())) {
            Home opened = new Home(
                    workspace,
                    store,
                    new FileArtifactStore(workspace.artifacts()),
                    new TarZstdArchiver(),
                    locks,
                    chains,
                    Neighbours.NONE);
            String id = "run" + runs;
            store.change(
                    Durability.PROCESS,
                    tables -> tables.workflows()
                            .register(
                                    workflow,
                                    Json.digest(workflow),
                                    home.resolve("w.yaml").toString(),
                                    Instant.now()));
            Run run = new RunOrders(store, Clock.systemUTC(), () -> id).place(id, order(workflow));
            try (Engine engine = new Engine(opened, catalog, Clock.systemUTC(), Map.of(), null)) {
                engine.drive(run.id(), RunListener.NONE);
            }
            return store.read(
                    tables -> new Done(tables.runs().journal(id), tables.runs().taskRuns(id)));
        }
    }

    private void replay(WorkflowSpec workflow, List<RunEvent> journal) {
        TaskCatalog catalog = new TaskCatalog(List.of(new NoOp()), List.of());
        var nodes = new Planner(catalog)
                .plan(workflow).tasks().stream()
                        .map(planned -> new RunMachine.Node(planned.spec(), planned.predecessors()))
                        .toList();
        List<String> lines = journal.stream().map(Json::write).toList();
        long before = System.nanoTime();
        RunMachine machine = new RunMachine("replay", nodes);
        lines.forEach(line -> machine.apply(Json.read(line, RunEvent.class)));
        double millis = (System.nanoTime() - before) / 1e6;
        System.out.printf(
                "replay of that journal, %,d events: %.0f ms (%,.0f events/s)%n",
                lines.size(), millis, lines.size() / millis * 1e3);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("memory at rest: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    /** What the store alone does: the limit of a chain, which needs a commit for each task. */
    private void commits() throws IOException {
        Path file = folder.resolve("commits").resolve("anneal.db");
        try (SqliteStore store = SqliteStore.open(file)) {
            int count = 5_000;
            for (Durability durability : Durability.values()) {
                long before = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    String key = String.valueOf(i);
                    store.change(durability, tables -> tables.records().put("c", key, Map.of("number", key)));
                }
                double seconds = (System.nanoTime() - before) / 1e9;
                System.out.printf(
                        "%,.0f commits/s of one record each, surviving the death of the %s%n",
                        count / seconds, durability.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
