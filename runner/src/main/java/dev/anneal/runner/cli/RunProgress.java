package dev.anneal.runner.cli;

import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows runs as they happen: a heading a run, a line a task when it ends, and on a terminal what is under way. Tasks of a
 * part of a run go by the name of the task that it is for: {@code prepare/load}. Of a task that becomes many task runs
 * only those are told that did not go well.
 */
final class RunProgress implements RunListener {

    private static final int NAME_WIDTH = 14;
    private static final int LONGEST_LIVE_NAMES = 40;

    private final Terminal terminal;
    private final PrintWriter err;
    private final Map<String, String> prefixes = new HashMap<>();
    private final Map<String, Gathering> gatherings = new HashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final Set<String> ended = new HashSet<>();
    private boolean liveLine;
    private String lastReason = "";

    RunProgress(Terminal terminal) {
        this.terminal = terminal;
        this.err = terminal.err();
    }

    @Override
    public synchronized void started(Run run) {
        clearLive();
        RunCause cause = run.cause();
        String parent = cause.run() == null ? null : prefixes.get(cause.run());
        if (cause.kind() == RunCause.Kind.TASK && parent != null) {
            String task = parent + cause.task();
            prefixes.put(run.id(), task + "/");
            line(terminal.dim("…"), task, terminal.dim("is run " + run.id() + " of ") + run.workflow());
            err.flush();
            return;
        }
        prefixes.put(run.id(), "");
        String why = switch (cause.kind()) {
            case COMMAND -> cause.detail();
            case TRIGGER -> "fired by " + cause.detail();
            case REQUEST -> "requested by " + CauseText.of(run);
            case TASK -> CauseText.of(run);
        };
        err.println(terminal.bold(run.workflow()) + Texts.parameters(run.parameters(), 80) + "  " + run.id() + "  "
                + terminal.dim(why));
        if (run.state() == RunState.QUEUED) {
            err.println(terminal.dim("  waits for its turn, where as many runs of " + run.workflow()
                    + " go on as may: anneal show " + run.id()));
        }
        err.flush();
    }

    @Override
    public synchronized void expanded(Run run, String task, int items) {
        gatherings.putIfAbsent(name(run, task), new Gathering(items));
    }

    @Override
    public synchronized void changed(Run run, TaskRun row) {
        String name = name(run, row.task());
        switch (row.state()) {
            case RUNNING -> {
                running.add(name);
                showRunning();
            }
            case WAITING -> {
                running.remove(name);
                if (!row.reason().isEmpty()) {
                    String reason = Texts.brief(row.reason(), 160);
                    line(terminal.yellow("↻"), name, "failed, will be tried again: " + reason);
                }
            }
            case SUSPENDED -> {
                running.remove(name);
                if (!row.reason().isEmpty()) {
                    line(terminal.cyan("…"), name, Texts.brief(row.reason(), 160));
                }
            }
            default -> {
                if (row.state().ended()) {
                    running.remove(name);
                    ended(name, row);
                }
            }
        }
        err.flush();
    }

    private void ended(String name, TaskRun row) {
        if (row.state() == TaskState.FAILED || row.state() == TaskState.REJECTED) {
            lastReason = row.reason();
        }
        InstanceName instance = InstanceName.of(name);
        Gathering gathering = instance.instance()
                ? gatherings.computeIfAbsent(instance.task(), task -> new Gathering(0))
                : gatherings.get(instance.task());
        ended.add(name);
        if (gathering == null) {
            line(mark(row.state()), name, text(row));
        } else if (!instance.instance()) {
            line(mark(row.state()), name, text(row) + terminal.dim("  " + gathering.text()));
        } else if (gathering.ended(row) && !ended.contains(instance.task())) {
            line(mark(row.state()), name, text(row));
        } else {
            showRunning();
        }
    }

    @Override
    public synchronized void progress(Run run, String task, double fraction, String message) {
        live(String.format("  %s %3.0f %%  %s", pad(name(run, task)), fraction * 100, Texts.brief(message, 60)));
    }

    @Override
    public synchronized void ended(Run run) {
        clearLive();
        String part = prefixes.getOrDefault(run.id(), "");
        if (!part.isEmpty()) {
            return;
        }
        running.clear();
        String took = Texts.between(run.createdAt(), run.endedAt());
        Run.SealedArchive archive = run.archive();
        err.println("  " + terminal.state(run.state()) + (took.isEmpty() ? "" : " in " + took)
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

    /** Says something that is of no run. */
    synchronized void note(String message) {
        clearLive();
        err.println(message);
        err.flush();
    }

    private String name(Run run, String task) {
        return prefixes.getOrDefault(run.id(), "") + task;
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

    private void showRunning() {
        if (!terminal.interactive() || running.isEmpty()) {
            return;
        }
        String newest = List.copyOf(running).get(running.size() - 1);
        Gathering gathering = gatherings.get(InstanceName.of(newest).task());
        String names = running.size() == 1
                ? pad(newest)
                : Texts.brief(String.join(", ", running), LONGEST_LIVE_NAMES) + " (" + running.size() + ")";
        live("  " + names + " running" + (gathering == null ? "" : ", " + gathering.text() + " done"));
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
