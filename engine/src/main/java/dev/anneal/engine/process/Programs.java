package dev.anneal.engine.process;

import dev.anneal.engine.task.CommandTask.Command;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds programs as a shell would, but never a builtin of its own: {@code [exit, 3]} is no way to end a wrapper. */
final class Programs {

    /** What stands before a wrapper so that it leads a session of its own; empty where {@code setsid} is not installed. */
    static final List<String> OWN_SESSION = find("setsid", System.getenv("PATH"), Path.of(""))
            .map(program -> List.of(program.toString()))
            .orElse(List.of());

    private Programs() {}

    /** The command's arguments, their first a path. */
    static List<String> runnable(Command command) {
        String program = command.arguments().get(0);
        if (program.indexOf('/') >= 0) {
            return command.arguments();
        }
        String own = command.environment().get("PATH");
        Optional<Path> found = find(program, own == null ? System.getenv("PATH") : own, command.workFolder());
        List<String> arguments = new ArrayList<>(command.arguments());
        if (found.isPresent()) {
            arguments.set(0, found.get().toString());
        } else {
            // It says that there is none, and ends with the code 127, as for any other.
            arguments.add(0, "/usr/bin/env");
        }
        return arguments;
    }

    private static Optional<Path> find(String program, @Nullable String path, Path from) {
        for (String folder : (path == null ? "/usr/bin:/bin" : path).split(File.pathSeparator, -1)) {
            Path candidate = from.resolve(folder).resolve(program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
