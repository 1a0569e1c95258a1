package dev.anneal.engine.attempt;

import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.process.LocalProcess;
import dev.anneal.engine.settings.Binder;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.TaskType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one attempt, waiting for it on the calling thread, whatever its type and wherever it runs, and turns everything
 * that can happen into an outcome. An interrupt of the thread stops the attempt; this returns when that is done: where
 * the attempt is a process, when no process of it lives any more.
 */
final class AttemptRunner {

    private final Workspace workspace;
    private final @Nullable WorkerLaunch workers;
    private final Duration grace;

    /** One that can start no workers. */
    AttemptRunner(Workspace workspace) {
        this(workspace, null, LocalProcess.GRACE);
    }

    /**
     * @param workers null where no workers can be started
     * @param grace how long processes that were told to stop may take to do so
     */
    AttemptRunner(Workspace workspace, @Nullable WorkerLaunch workers, Duration grace) {
        this.workspace = workspace;
        this.workers = workers;
        this.grace = grace;
    }

    /** Starts an attempt and waits for its end. */
    TaskOutcome run(TaskType<?> type, AttemptDescriptor descriptor, TaskContext context) {
        return inWorker(type, descriptor)
                ? guarded(context, () -> worker(descriptor).run(launch(descriptor), descriptor, context))
                : runHere(type, descriptor, context);
    }

    /** As {@link #run}, in this process even where the descriptor asks for a worker. */
    TaskOutcome runHere(TaskType<?> type, AttemptDescriptor descriptor, TaskContext context) {
        return guarded(context, () -> dispatch(type, descriptor, context, false));
    }

    /** Finds out what became of an attempt whose orchestrator died, and waits for its end where it lives. */
    TaskOutcome recover(TaskType<?> type, AttemptDescriptor descriptor, TaskContext context) {
        if (inWorker(type, descriptor)) {
            return guarded(context, () -> worker(descriptor).recover(descriptor, context));
        } else if (type instanceof CodeTask) {
            return TaskOutcome.Failed.of(
                    FailureKind.INFRASTRUCTURE, "the process that ran it ended before the task did");
        }
        return guarded(context, () -> dispatch(type, descriptor, context, true));
    }

    /** A command has a process of its own anyway. */
    private static boolean inWorker(TaskType<?> type, AttemptDescriptor descriptor) {
        return type instanceof CodeTask && descriptor.means().executor() == Placement.Executor.WORKER;
    }

    private WorkerProcess worker(AttemptDescriptor descriptor) {
        return new WorkerProcess(process(descriptor), folder(descriptor), log(descriptor));
    }

    private List<String> launch(AttemptDescriptor descriptor) {
        if (workers == null) {
            throw AnnealException.environment(
                    "no-workers", "workers cannot be started from here: take away executor: worker", null);
        }
        return workers.command(folder(descriptor), descriptor.means());
    }

    private Path folder(AttemptDescriptor of) {
        return workspace.attempt(of.run().id(), of.task(), of.attempt());
    }

    private Path log(AttemptDescriptor of) {
        return workspace.log(of.run().id(), of.task(), of.attempt());
    }

    private LocalProcess process(AttemptDescriptor of) {
        return new LocalProcess(folder(of), log(of), of.mark(), grace);
    }

    private interface Work {
        TaskOutcome run() throws Exception;
    }

    @SuppressWarnings("unchecked")
    private TaskOutcome dispatch(
            TaskType<?> type, AttemptDescriptor descriptor, TaskContext context, boolean recovering) throws Exception {
        if (!recovering) {
            InputCheck.require(descriptor, context.artifacts());
        }
        Binder binder = new Binder(descriptor.run().baseFolder());
        Record settings = binder.bind(type.description().settings(), descriptor.settings());
        if (settings == null) {
            return TaskOutcome.Failed.of(
                    FailureKind.BAD_INPUT,
                    binder.misfits().stream().map(Binder.Misfit::described).collect(Collectors.joining("; ")));
        }
        if (type instanceof CodeTask<?> code) {
            return ((CodeTask<Record>) code).run(settings, context);
        }
        CommandTask<Record> command = (CommandTask<Record>) type;
        OptionalInt exitCode = recovering
                ? process(descriptor).recover(() -> {})
                : process(descriptor).run(restricted(command.command(settings, context), descriptor.means()));
        TaskOutcome outcome = exitCode.isPresent()
                ? command.ended(settings, context, exitCode.getAsInt())
                : TaskOutcome.Failed.of(FailureKind.INFRASTRUCTURE, "its process is gone and left no exit code behind");
        return Room.explained(outcome, log(descriptor));
    }

    private static CommandTask.Command restricted(CommandTask.Command command, Means means) {
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.putAll(means.environment());
        return new CommandTask.Command(command.arguments(), environment, command.workFolder());
    }

    private static TaskOutcome guarded(TaskContext context, Work work) {
        try {
            return work.run();
        } catch (InterruptedException e) {
            return TaskOutcome.Failed.of(FailureKind.ERROR, "interrupted");
        } catch (AnnealException e) {
            FailureKind kind = switch (e.kind()) {
                case BAD_INPUT, NOT_FOUND -> FailureKind.BAD_INPUT;
                case ENVIRONMENT, FAULT -> FailureKind.ERROR;
            };
            logFault(context, e);
            return TaskOutcome.Failed.of(kind, String.valueOf(e.getMessage()));
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
            logFault(context, e);
            return TaskOutcome.Failed.of(FailureKind.ERROR, describe(e));
        }
    }

    /** The stack trace belongs into the log, for who wrote the task type; the message is for everybody. */
    private static void logFault(TaskContext context, Throwable fault) {
        java.io.StringWriter trace = new java.io.StringWriter();
        fault.printStackTrace(new java.io.PrintWriter(trace));
        try {
            context.log(trace.toString());
        } catch (AnnealException unwritable) {
            // The failure itself is told all the same; a log that cannot be written must not hide it.
            fault.addSuppressed(unwritable);
        }
    }

    private static String describe(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
    }
}
