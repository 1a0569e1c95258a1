package dev.anneal.runner.cli;

import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskState;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Where a command writes: results to {@code out}, progress and complaints to {@code err}; colour only on a terminal and
 * never with {@code NO_COLOR}.
 */
final class Terminal {

    private static final int GOOD_MEASURE = 100;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean interactive;
    private final boolean colour;
    private final int columns;

    /** @param columns how wide the terminal is; 0 where output goes elsewhere, or nobody knows */
    Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean colour, int columns) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.colour = colour;
        this.columns = columns;
    }

    /** Of this process: the launcher says which of its streams are terminals, because a JVM cannot tell. */
    static Terminal of(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean watched = Boolean.getBoolean("anneal.stderr.terminal") && !dumb;
        boolean both = watched && Boolean.getBoolean("anneal.stdout.terminal");
        int columns = Boolean.getBoolean("anneal.stdout.terminal") ? Integer.getInteger("anneal.columns", 0) : 0;
        return new Terminal(
                out,
                err,
                watched,
                both && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                columns);
    }

    /** Standard output for bytes: past the writer, which would encode them. It belongs to the process: nobody closes it. */
    static OutputStream bytes() {
        return new FileOutputStream(FileDescriptor.out);
    }

    PrintWriter out() {
        return out;
    }

    PrintWriter err() {
        return err;
    }

    /** Whether a person watches, so that a line may be written over. */
    boolean interactive() {
        return interactive;
    }

    /** How wide a line may be: as the terminal is, or a good measure for reading. */
    int width() {
        return columns > 0 ? columns : GOOD_MEASURE;
    }

    /** How wide a row of a table may be: as the terminal is; elsewhere nothing is cut off. */
    int tableWidth() {
        return columns > 0 ? columns : Integer.MAX_VALUE;
    }

    String bold(String text) {
        return styled("1", text);
    }

    String dim(String text) {
        return styled("2", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    String cyan(String text) {
        return styled("36", text);
    }

    String state(RunState state) {
        return switch (state) {
            case RUNNING, QUEUED -> cyan(state.word());
            case SKIPPED -> dim(state.word());
            case SUCCEEDED -> green(state.word());
            case FAILED -> red(state.word());
            case REJECTED, CANCELLED -> yellow(state.word());
        };
    }

    String state(TaskState state) {
        return switch (state) {
            case SUCCEEDED -> green(state.word());
            case FAILED -> red(state.word());
            case REJECTED, CANCELLED, WAITING -> yellow(state.word());
            case RUNNING, READY, EXPANDED, SUSPENDED -> cyan(state.word());
            case PENDING, SKIPPED -> dim(state.word());
        };
    }

    private String styled(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
