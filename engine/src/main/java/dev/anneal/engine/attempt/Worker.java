package dev.anneal.engine.attempt;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.process.LocalProcess;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.TaskType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A worker: runs one attempt in a process of its own, with the home, and leaves the outcome in the attempt's folder.
 * SIGTERM interrupts the task, so that it can stop where it is.
 */
public final class Worker {

    private static final int TERMINATED = 128 + 15;

    private final Home home;
    private final TaskCatalog catalog;
    private final Clock clock;

    public Worker(Home home, TaskCatalog catalog, Clock clock) {
        this.home = home;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Does the work of the attempt that the folder's descriptor orders. The process should end when this returns,
     * whatever threads the task has left.
     *
     * @throws dev.anneal.engine.problem.AnnealException not-found, where the folder holds no descriptor; environment, where
     *     the outcome cannot be written
     */
    public void work(Path folder) {
        WorkerFolder files = new WorkerFolder(folder);
        AttemptDescriptor descriptor = files.descriptor();
        // On a thread of its own, because an interrupt must not reach who writes the outcome.
        FutureTask<TaskOutcome> task =
                new FutureTask<>(() -> outcome(descriptor, new ThrottledProgress(files::progress)));
        Thread thread = new Thread(task, "anneal-attempt");
        thread.setDaemon(true);
        try (Termination termination = new Termination(thread)) {
            thread.start();
            TaskOutcome outcome = ended(task);
            files.outcome(
                    termination.told() && outcome instanceof TaskOutcome.Failed
                            ? TaskOutcome.Failed.exited(TERMINATED)
                            : outcome);
        }
    }

    private TaskOutcome outcome(AttemptDescriptor descriptor, ProgressSink progress) {
        TaskType<?> type = catalog.find(descriptor.type())
                .orElseThrow(() -> new IllegalStateException("no task type " + descriptor.type()));
        try (AttemptContext context =
                new AttemptContext(descriptor, home.workspace(), home.artifacts(), home.store(), clock, progress)) {
            return new AttemptRunner(home.workspace()).runHere(type, descriptor, context);
        }
    }

    private static TaskOutcome ended(FutureTask<TaskOutcome> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            return TaskOutcome.Failed.of(FailureKind.ERROR, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            return TaskOutcome.Failed.of(FailureKind.ERROR, "interrupted");
        }
    }

    /** What a signal that ends the process does before it may. */
    private static final class Termination implements AutoCloseable {

        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicBoolean told = new AtomicBoolean();
        private final Thread hook;

        Termination(Thread task) {
            this.hook = new Thread(() -> stop(task), "anneal-stop");
            Runtime.getRuntime().addShutdownHook(hook);
        }

        boolean told() {
            return told.get();
        }

        private void stop(Thread task) {
            if (exitCalled()) {
                // By the task itself, which waits for this hook: there is nothing to wait for.
                return;
            }
            told.set(true);
            task.interrupt();
            try {
                // Who sent the signal kills what takes longer; where that one is gone, this must end all the same.
                var unused = over.await(2 * LocalProcess.GRACE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static boolean exitCalled() {
            return Thread.getAllStackTraces().values().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                            && frame.getMethodName().equals("exit"));
        }

        @Override
        public void close() {
            over.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException underWay) {
                // The process is ending: the hook, which waited for this, lets it.
                return;
            }
        }
    }
}
