package dev.anneal.runner.app.logs;

import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads attempts' logs: from the run's folder while it is there, else from its sealed archive. */
public final class RunLogs {

    private final Anneal anneal;
    private final Home home;

    public RunLogs(Anneal anneal) {
        this.anneal = anneal;
        this.home = anneal.home();
    }

    /**
     * Passes on all that was logged so far, attempt by attempt.
     *
     * @param task a task, with all the task runs that it became; one of these, {@code name[2]}; null for all
     * @throws AnnealException not-found, naming the nearest task
     */
    public void print(Run run, @Nullable String task, LogSink sink) {
        LineCutter cutter = new LineCutter(sink);
        Set<String> archived = Set.of();
        for (TaskRun row : rows(run, task)) {
            for (int attempt = 1; attempt <= row.attempts() && !cutter.unread(); attempt++) {
                Path file = home.workspace().log(run.id(), row.task(), attempt);
                if (Files.exists(file)) {
                    var unused = pass(cutter, label(row, attempt), file, 0, true);
                } else if (run.archive() != null) {
                    archived = archived.isEmpty() ? entries(run.archive()) : archived;
                    fromArchive(cutter, label(row, attempt), file, run.archive(), archived);
                }
            }
        }
        var unused = sink.flush();
        tellParts(run, task, sink);
    }

    /** What runs that are parts of it logged is theirs. */
    private void tellParts(Run run, @Nullable String task, LogSink sink) {
        for (Run part : anneal.store().read(tables -> tables.runs().parts(run.id()))) {
            String asker = String.valueOf(part.cause().task());
            if (task == null || asker.equals(task) || asker.startsWith(task + "[")) {
                sink.remark("task '" + asker + "' is run " + part.id() + " of " + part.workflow() + ": `anneal logs "
                        + part.id() + "`");
            }
        }
    }

    /** The name of a task run; later attempts have their number after it. */
    static String label(TaskRun row, int attempt) {
        return attempt == 1 ? row.task() : row.task() + " #" + attempt;
    }

    /** As {@link #print}, then what is added until the run has ended, whoever drives it. */
    public void follow(Run run, @Nullable String task, LogSink sink) throws InterruptedException {
        new LogFollower(anneal, this, run, sink).follow(task);
    }

    /** @return the position after what was passed on */
    long pass(LineCutter cutter, String task, Path file, long from, boolean last) {
        if (!Files.exists(file)) {
            return from;
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            return from + cutter.pass(task, in, last);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void fromArchive(
            LineCutter cutter, String task, Path file, Run.SealedArchive archive, Set<String> archived) {
        String entry = "logs/" + file.getFileName();
        if (!archived.contains(entry)) {
            return;
        }
        try (InputStream in = home.archiver().read(path(archive), entry)) {
            var unused = cutter.pass(task, in, true);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static AnnealException unreadable(Path file, IOException e) {
        return AnnealException.environment("logs", "cannot read " + file + ": " + e.getMessage(), e);
    }

    private Set<String> entries(Run.SealedArchive archive) {
        return home.archiver().list(path(archive)).stream()
                .map(Archiver.Item::path)
                .collect(Collectors.toSet());
    }

    private Path path(Run.SealedArchive archive) {
        return home.workspace().home().resolve(archive.path());
    }

    List<TaskRun> rows(Run run, @Nullable String task) {
        List<TaskRun> all = new Runs(anneal).taskRuns(run);
        if (task == null) {
            return all;
        }
        List<TaskRun> chosen = all.stream()
                .filter(row -> row.task().equals(task) || row.task().startsWith(task + "["))
                .toList();
        boolean mayCome = !run.state().ended()
                && all.stream().anyMatch(row -> task.startsWith(row.task() + "[") && task.endsWith("]"));
        if (chosen.isEmpty() && !mayCome) {
            throw AnnealException.notFound(
                    "task",
                    "run " + run.id() + " has no task '" + task + "'."
                            + NearestName.hint(
                                    task, all.stream().map(TaskRun::task).toList()));
        }
        return chosen;
    }
}
