package dev.anneal.runner.app.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process that reads a file is started.
 *
 * @param jvm the program {@code java} and its options, class path included
 * @param main main class and its first arguments
 */
public record ReaderLaunch(List<String> jvm, List<String> main) {

    public ReaderLaunch {
        jvm = List.copyOf(jvm);
        main = List.copyOf(main);
    }

    List<String> command(Path file, Path folder, int megabytes, Duration patience) {
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + megabytes + "m",
                "-XX:MaxMetaspaceSize=" + megabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash"));
        command.addAll(main);
        command.addAll(List.of(
                file.toString(), "--into", folder.toString(), "--seconds", String.valueOf(patience.toSeconds() + 1)));
        return command;
    }
}
