package dev.anneal.runner.cli;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message and an exit code. A stack trace is for our own faults, and only on request. */
final class ErrorText implements IExecutionExceptionHandler, IExitCodeExceptionMapper {

    static final int FAILED = 1;
    static final int WRONG = 2;
    static final int NOT_FOUND = 3;
    static final int FAULT = 70;
    static final int INTERRUPTED = 130;

    @Override
    public int handleExecutionException(Exception exception, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (exception instanceof InvalidWorkflowException invalid) {
            new ProblemText(Terminal.of(line.getOut(), err, System.getenv())).print(invalid.problems());
        } else if (exception instanceof AnnealException known && known.kind() != AnnealException.Kind.FAULT) {
            err.println(known.getMessage());
        } else if (exception instanceof InterruptedException) {
            err.println("interrupted");
        } else {
            String message = exception.getMessage() == null ? "" : ": " + exception.getMessage();
            err.println(
                    "This is a fault of Anneal's own: " + exception.getClass().getSimpleName() + message);
            if (System.getenv("ANNEAL_DEBUG") == null) {
                err.println("Set ANNEAL_DEBUG=1 to see where it happened.");
            } else {
                exception.printStackTrace(err);
            }
        }
        err.flush();
        return getExitCode(exception);
    }

    @Override
    public int getExitCode(Throwable exception) {
        if (exception instanceof AnnealException known) {
            return switch (known.kind()) {
                case BAD_INPUT -> WRONG;
                case NOT_FOUND -> NOT_FOUND;
                case ENVIRONMENT -> FAILED;
                case FAULT -> FAULT;
            };
        }
        return exception instanceof InterruptedException ? INTERRUPTED : FAULT;
    }
}
