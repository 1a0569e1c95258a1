package dev.anneal.engine.attempt;

import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Binder;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.TaskType;
import java.util.stream.Collectors;

/** Runs one attempt on the calling thread, whatever its type, and turns everything that can happen into an outcome. */
final class AttemptRunner {

    private final Workspace workspace;

    AttemptRunner(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Starts an attempt and waits for its end. */
    TaskOutcome run(TaskType<?> type, AttemptDescriptor descriptor, TaskContext context) {
        return guarded(context, () -> dispatch(type, descriptor, context, false));
    }

    /** Finds out what became of an attempt whose orchestrator died. */
    TaskOutcome recover(TaskType<?> type, AttemptDescriptor descriptor, TaskContext context) {
        if (type instanceof CodeTask) {
            return TaskOutcome.Failed.of(
                    FailureKind.INFRASTRUCTURE, "the process that ran it ended before the task did");
        }
        return guarded(context, () -> dispatch(type, descriptor, context, true));
    }

    private interface Work {
        TaskOutcome run() throws Exception;
    }

    @SuppressWarnings("unchecked")
    private TaskOutcome dispatch(
            TaskType<?> type, AttemptDescriptor descriptor, TaskContext context, boolean recovering) throws Exception {
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
        LocalProcess process = new LocalProcess(
                workspace.attempt(descriptor.run().id(), descriptor.task(), descriptor.attempt()),
                workspace.log(descriptor.run().id(), descriptor.task(), descriptor.attempt()));
        CommandTask<Record> command = (CommandTask<Record>) type;
        if (!recovering) {
            process.start(command.command(settings, context), descriptor);
        }
        var exitCode = process.await();
        return exitCode.isPresent()
                ? command.ended(settings, context, exitCode.getAsInt())
                : TaskOutcome.Failed.of(FailureKind.INFRASTRUCTURE, "its process is gone and left no exit code behind");
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
