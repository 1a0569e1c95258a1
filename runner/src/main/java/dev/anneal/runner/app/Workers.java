package dev.anneal.runner.app;

import dev.anneal.engine.attempt.Worker;
import dev.anneal.engine.attempt.WorkerLaunch;
import dev.anneal.runner.app.reading.ReaderLaunch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes like this one: how they are started on a home, and what a worker does. */
public final class Workers {

    private static final String MAIN = "dev.anneal.runner.Main";
    private static final int NEEDS_NATIVE_ACCESS = 22;

    private Workers() {}

    /** The command {@code anneal worker}, in a JVM like this one. */
    public static WorkerLaunch launch(Path home) {
        return new WorkerLaunch(jvm(), List.of(MAIN, "worker", "--home", home.toString()));
    }

    /** The command {@code anneal read-file}, in a JVM like this one. */
    static ReaderLaunch reader(Path home) {
        return new ReaderLaunch(jvm(), List.of(MAIN, "read-file", "--home", home.toString()));
    }

    private static List<String> jvm() {
        List<String> jvm = new ArrayList<>();
        jvm.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        jvm.addAll(List.of("-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=error:stderr"));
        if (Runtime.version().feature() >= NEEDS_NATIVE_ACCESS) {
            jvm.add("--enable-native-access=ALL-UNNAMED");
        }
        passOn("java.library.path", jvm);
        passOn("org.sqlite.lib.path", jvm);
        passOn("picocli.disable.closures", jvm);
        @Nullable String classes = System.getProperty("anneal.classes");
        if (classes != null) {
            jvm.addAll(List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + classes));
        }
        jvm.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return jvm;
    }

    private static void passOn(String property, List<String> jvm) {
        @Nullable String value = System.getProperty(property);
        if (value != null) {
            jvm.add("-D" + property + "=" + value);
        }
    }

    /** Does the work of the attempt in this folder, and leaves its outcome there. */
    public static void work(Anneal anneal, Path folder) {
        new Worker(anneal.home(), anneal.catalog(), anneal.clock()).work(folder);
    }
}
