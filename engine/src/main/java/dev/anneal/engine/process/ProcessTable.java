package dev.anneal.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * This machine's processes as Linux shows them below {@code /proc}. What ends while it is read, or belongs to another
 * user, is passed over.
 */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final byte[] VARIABLE = (ProcessMark.VARIABLE + "=").getBytes(StandardCharsets.US_ASCII);

    /**
     * A process that has not ended.
     *
     * @param session number of the process that leads its session
     * @param start clock ticks since boot, which tell it from a later one with the same number
     */
    record Entry(long pid, long parent, long session, long start) {

        /** A line of {@code /proc/PID/stat}; empty where it is none, or of a process that has ended. */
        static Optional<Entry> of(String line) {
            // The name, in parentheses, may hold anything.
            int name = line.lastIndexOf(')');
            String[] fields =
                    name < 0 ? new String[0] : line.substring(name + 2).split(" ", -1);
            if (fields.length < 20 || "ZXx".contains(fields[0])) {
                return Optional.empty();
            }
            return Optional.of(new Entry(
                    Long.parseLong(line.substring(0, line.indexOf(' '))),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[19])));
        }

        /** The process itself, which signals reach even if its number is used again; empty where it has ended. */
        Optional<ProcessHandle> handle() {
            Optional<ProcessHandle> found = ProcessHandle.of(pid);
            // Only now is it certain that what was found is not a later one.
            return entry(pid).filter(this::equalStart).isPresent() ? found : Optional.empty();
        }

        private boolean equalStart(Entry other) {
            return start == other.start;
        }
    }

    private ProcessTable() {}

    /** Whether this system has one. */
    static boolean available() {
        return Available.YES;
    }

    private static final class Available {
        static final boolean YES = Files.isReadable(PROC.resolve("self/environ")) && Files.isReadable(stat("self"));
    }

    static Optional<Entry> entry(long pid) {
        return Entry.of(new String(read(stat(Long.toString(pid))), StandardCharsets.ISO_8859_1));
    }

    static List<Entry> entries() {
        return pids().stream()
                .map(ProcessTable::entry)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Numbers of the processes with a value of {@link ProcessMark#VARIABLE} in their environment that passes. */
    static Set<Long> carrying(Predicate<String> mark) {
        Set<Long> found = new HashSet<>();
        List<Long> blank = new ArrayList<>();
        for (long pid : pids()) {
            byte[] environment = environment(pid);
            if (environment.length == 0) {
                blank.add(pid);
            } else if (carries(environment, mark)) {
                found.add(pid);
            }
        }
        // Between two programs a process shows no environment for a moment.
        for (long pid : blank) {
            if (carries(environment(pid), mark)) {
                found.add(pid);
            }
        }
        return found;
    }

    static boolean carries(long pid, Predicate<String> mark) {
        return carries(environment(pid), mark);
    }

    private static byte[] environment(long pid) {
        return read(PROC.resolve(Long.toString(pid)).resolve("environ"));
    }

    private static boolean carries(byte[] environment, Predicate<String> mark) {
        int from = 0;
        while (from < environment.length) {
            int end = from;
            while (end < environment.length && environment[end] != 0) {
                end++;
            }
            if (begins(environment, from, end)) {
                int value = from + VARIABLE.length;
                return mark.test(new String(environment, value, end - value, StandardCharsets.UTF_8));
            }
            from = end + 1;
        }
        return false;
    }

    private static boolean begins(byte[] environment, int from, int end) {
        if (end - from < VARIABLE.length) {
            return false;
        }
        for (int i = 0; i < VARIABLE.length; i++) {
            if (environment[from + i] != VARIABLE[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        return pids;
    }

    private static Path stat(String process) {
        return PROC.resolve(process).resolve("stat");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException goneOrNotOurs) {
            return new byte[0];
        }
    }
}
