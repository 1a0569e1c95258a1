package dev.anneal.runner.app;

import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads attempts' logs: from the run's folder while it is there, else from its sealed archive. */
public final class RunLogs {

    private static final long LOOK_AGAIN_MILLIS = 150;

    private final Anneal anneal;
    private final Home home;

    public RunLogs(Anneal anneal) {
        this.anneal = anneal;
        this.home = anneal.home();
    }

    /** Every line written so far, attempt by attempt. @param task null for all tasks */
    public void print(Run run, @Nullable String task, BiConsumer<String, String> line) {
        for (TaskRun row : rows(run, task)) {
            for (int attempt = 1; attempt <= row.attempts(); attempt++) {
                for (String text : lines(run, row.task(), attempt)) {
                    line.accept(row.task(), text);
                }
            }
        }
    }

    /** As {@link #print}, then what is added until the run has ended. */
    public void follow(Run run, @Nullable String task, BiConsumer<String, String> line) throws InterruptedException {
        java.util.Map<Path, Long> read = new java.util.HashMap<>();
        boolean ended = false;
        while (!ended) {
            ended = new Runs(anneal).find(run.id()).state().ended();
            for (TaskRun row : rows(run, task)) {
                for (int attempt = 1; attempt <= row.attempts(); attempt++) {
                    Path file = home.workspace().log(run.id(), row.task(), attempt);
                    long from = read.merge(file, 0L, Long::sum);
                    read.put(file, more(file, from, ended, text -> line.accept(row.task(), text)));
                }
            }
            if (!ended) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    /** Reads whole lines from {@code from} on; the new position. */
    private static long more(Path file, long from, boolean last, java.util.function.Consumer<String> line) {
        if (!Files.exists(file)) {
            return from;
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            byte[] bytes = in.readAllBytes();
            int end = bytes.length;
            while (!last && end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line);
            return from + end;
        } catch (IOException e) {
            throw AnnealException.environment("logs", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private List<TaskRun> rows(Run run, @Nullable String task) {
        Runs runs = new Runs(anneal);
        return task == null ? runs.taskRuns(run) : List.of(runs.taskRun(run, task));
    }

    private List<String> lines(Run run, String task, int attempt) {
        Path file = home.workspace().log(run.id(), task, attempt);
        try {
            if (Files.exists(file)) {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
            String entry = "logs/" + file.getFileName();
            Run.SealedArchive archive = run.archive();
            if (archive == null) {
                return List.of();
            }
            Path sealed = home.workspace().home().resolve(archive.path());
            boolean kept = home.archiver().list(sealed).stream()
                    .map(Archiver.Item::path)
                    .anyMatch(entry::equals);
            if (!kept) {
                return List.of();
            }
            try (InputStream in = home.archiver().read(sealed, entry)) {
                return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
        } catch (IOException e) {
            throw AnnealException.environment("logs", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
