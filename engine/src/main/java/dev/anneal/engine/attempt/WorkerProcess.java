package dev.anneal.engine.attempt;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.process.LocalProcess;
import dev.anneal.engine.task.CommandTask.Command;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskOutcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker as the process that started it, or finds it again, sees it: an outcome, or why there is none. */
final class WorkerProcess {

    /** What a JVM ends with that is told to exit when memory runs out. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Pattern MEMORY = Pattern.compile("Terminating due to (java\\.lang\\.OutOfMemoryError.*)");
    private static final Pattern CRASH = Pattern.compile("(?m)^# +(SIG[A-Z]+|There is insufficient memory.*)");
    private static final int ENOUGH = 4096;

    private final LocalProcess process;
    private final WorkerFolder files;
    private final Path log;

    WorkerProcess(LocalProcess process, Path folder, Path log) {
        this.process = process;
        this.files = new WorkerFolder(folder);
        this.log = log;
    }

    /** @param command {@link WorkerLaunch#command} */
    TaskOutcome run(List<String> command, AttemptDescriptor descriptor, TaskContext context)
            throws InterruptedException {
        files.order(descriptor);
        Map<String, String> environment = descriptor.means().environment();
        // Where this process stands: its class path may be relative.
        Command start = new Command(command, environment, Path.of("").toAbsolutePath());
        return outcome(process.run(start, new Watcher(context)), descriptor.means());
    }

    TaskOutcome recover(AttemptDescriptor descriptor, TaskContext context) throws InterruptedException {
        return outcome(process.recover(new Watcher(context)), descriptor.means());
    }

    /** Passes a worker's progress on. */
    private final class Watcher implements Runnable {

        private final TaskContext context;
        private Optional<WorkerFolder.Progress> last = Optional.empty();

        Watcher(TaskContext context) {
            this.context = context;
        }

        @Override
        public void run() {
            Optional<WorkerFolder.Progress> now = files.progress();
            if (now.isPresent() && !now.equals(last)) {
                context.progress(now.get().fraction(), now.get().message());
            }
            last = now;
        }
    }

    private TaskOutcome outcome(OptionalInt exitCode, Means means) {
        Optional<TaskOutcome> left = files.outcome();
        if (left.isPresent()) {
            return left.get();
        } else if (exitCode.isEmpty()) {
            return TaskOutcome.Failed.of(
                    FailureKind.INFRASTRUCTURE,
                    "its worker is gone and left neither an outcome nor an exit code behind");
        }
        return TaskOutcome.Failed.of(FailureKind.ERROR, death(exitCode.getAsInt(), means), exitCode.getAsInt());
    }

    private String death(int exitCode, Means means) {
        Matcher memory = MEMORY.matcher(end(log));
        if (exitCode == OUT_OF_MEMORY && memory.find()) {
            return "its worker ran out of memory, with " + means.memoryText() + " ("
                    + memory.group(1).strip() + "): give it more by resources: {memory: ...}";
        }
        String how = Failure.exited(exitCode).message();
        if (Files.exists(files.crash())) {
            Matcher crash = CRASH.matcher(beginning(files.crash()));
            return "its worker crashed (" + (crash.find() ? crash.group(1) : how) + ", memory limit "
                    + means.memoryText() + "); what the JVM says of it is in " + files.crash();
        }
        return how.startsWith("killed")
                ? "its worker was " + how + ", memory limit " + means.memoryText() + "; see its log"
                : "its worker ended with " + how + " before the task did (System.exit?); see its log";
    }

    private static String beginning(Path file) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            return text(open);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The last few lines: a log may be larger than memory. */
    private static String end(Path file) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(Math.max(0, open.length() - ENOUGH));
            return text(open);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String text(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[ENOUGH];
        int read = Math.max(0, file.read(bytes));
        return new String(bytes, 0, read, StandardCharsets.UTF_8);
    }

    private static AnnealException unreadable(Path file, IOException e) {
        return AnnealException.environment("worker", "cannot read " + file + ": " + e.getMessage(), e);
    }
}
