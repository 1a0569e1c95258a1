package dev.anneal.runner.cli;

import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Shows runs as they happen: a heading a run, a line a task when it ends, and on a terminal what is under way. */
final class RunProgress implements RunListener {

    private static final int NAME_WIDTH = 14;

    private final Terminal terminal;
    private final PrintWriter err;
    private boolean liveLine;
    private String lastReason = "";

    RunProgress(Terminal terminal) {
        this.terminal = terminal;
        this.err = terminal.err();
    }

    @Override
    public synchronized void started(Run run) {
        clearLive();
        String cause = switch (run.cause().kind()) {
            case COMMAND -> run.cause().detail();
            case TRIGGER -> "fired by " + run.cause().detail();
            case REQUEST, TASK -> "requested by " + CauseText.of(run);
        };
        err.println(terminal.bold(run.workflow()) + Texts.parameters(run.parameters(), 80) + "  " + run.id() + "  "
                + terminal.dim(cause));
        err.flush();
    }

    @Override
    public synchronized void changed(Run run, TaskRun row) {
        if (row.state() == TaskState.RUNNING) {
            live("  " + pad(row.task()) + " running");
        } else if (row.state() == TaskState.WAITING) {
            line(terminal.yellow("↻"), row.task(), "failed, will be tried again: " + Texts.brief(row.reason(), 160));
        } else if (row.state().ended()) {
            if (row.state() == TaskState.FAILED || row.state() == TaskState.REJECTED) {
                lastReason = row.reason();
            }
            line(mark(row.state()), row.task(), text(row));
        }
        err.flush();
    }

    @Override
    public synchronized void progress(Run run, String task, double fraction, String message) {
        live(String.format("  %s %3.0f %%  %s", pad(task), fraction * 100, Texts.brief(message, 60)));
    }

    @Override
    public synchronized void ended(Run run) {
        clearLive();
        String took = Texts.between(run.createdAt(), run.endedAt());
        Run.SealedArchive archive = run.archive();
        err.println("  " + terminal.state(run.state()) + " in " + took
                + (run.state() == RunState.SUCCEEDED || told(run.reason()) ? "" : ": " + run.reason())
                + (archive == null
                        ? ""
                        : terminal.dim("  " + archive.path() + " (" + Texts.bytes(archive.size()) + ")")));
        err.flush();
    }

    /** Whether a task's line has said it already. */
    private boolean told(String reason) {
        return reason.isEmpty() || (!lastReason.isEmpty() && reason.endsWith(lastReason));
    }

    @Override
    public synchronized void fault(Run run, String message) {
        clearLive();
        err.println(terminal.red("  ! ") + message);
        err.flush();
    }

    private String text(TaskRun row) {
        return switch (row.state()) {
            case SUCCEEDED ->
                (row.reusedFrom() == null
                                ? Texts.between(row.startedAt(), row.endedAt())
                                : terminal.dim("reused from " + row.reusedFrom()))
                        + terminal.dim(outputs(row));
            case SKIPPED -> terminal.dim("skipped: " + row.reason());
            default -> terminal.state(row.state()) + ": " + row.reason();
        };
    }

    /** Outputs that fit on a line: numbers, short texts, true and false. */
    private static String outputs(TaskRun row) {
        List<String> parts = new ArrayList<>();
        row.outputs().forEach((name, value) -> {
            if (value instanceof Boolean || (value instanceof String text && text.length() <= 24)) {
                parts.add(name + " " + value);
            } else if (value instanceof BigDecimal number) {
                parts.add(name + " " + Texts.value(number));
            }
        });
        return parts.isEmpty() ? "" : "  " + Texts.brief(String.join(", ", parts), 110);
    }

    private String mark(TaskState state) {
        return switch (state) {
            case SUCCEEDED -> terminal.green("✓");
            case SKIPPED -> terminal.dim("-");
            case REJECTED -> terminal.yellow("✗");
            case CANCELLED -> terminal.yellow("■");
            default -> terminal.red("✗");
        };
    }

    private void line(String mark, String task, String text) {
        clearLive();
        err.println("  " + mark + " " + pad(task) + " " + text);
    }

    private static String pad(String task) {
        return task.length() >= NAME_WIDTH ? task : task + " ".repeat(NAME_WIDTH - task.length());
    }

    private void live(String text) {
        if (terminal.interactive()) {
            err.print("\r\u001b[2K" + terminal.dim(Texts.brief(text, terminal.width() - 1)));
            err.flush();
            liveLine = true;
        }
    }

    private void clearLive() {
        if (liveLine) {
            err.print("\r\u001b[2K");
            liveLine = false;
        }
    }
}
