package dev.anneal.engine.attempt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a worker is started.
 *
 * @param jvm the program {@code java} and its options, class path included
 * @param main main class and its first arguments; the attempt's folder is added as the last, for {@link Worker#work}
 */
public record WorkerLaunch(List<String> jvm, List<String> main) {

    /** What a JVM needs at the least to start at all. */
    private static final long SMALLEST_HEAP = 16 << 20;

    public WorkerLaunch {
        jvm = List.copyOf(jvm);
        main = List.copyOf(main);
    }

    /** The whole command line; what the JVM says of its own crash goes to a file in the folder. */
    List<String> command(Path folder, Means means) {
        List<String> command = new ArrayList<>(jvm);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + folder.resolve(WorkerFolder.CRASH));
        if (means.memory() != null) {
            command.add("-Xmx" + Math.max(SMALLEST_HEAP, means.memory()));
        }
        command.addAll(main);
        command.add(folder.toString());
        return command;
    }
}
