package dev.anneal.engine.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signals by number: those whose numbers are the same on every system that there is a shell on. */
final class Signals {

    /** What a shell adds to the number of the signal that killed a command. */
    private static final int KILLED = 128;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));

    private Signals() {}

    /** {@code SIGKILL (signal 9)} for 137; null for a code that tells of no known signal. */
    static @Nullable String ofExitCode(int exitCode) {
        int number = exitCode - KILLED;
        String name = NAMES.get(number);
        return name == null ? null : name + " (signal " + number + ")";
    }
}
