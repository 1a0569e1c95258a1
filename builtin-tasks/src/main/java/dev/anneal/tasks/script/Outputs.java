package dev.anneal.tasks.script;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what a command left behind. */
final class Outputs {

    private static final int LISTED = 20;

    private final TaskContext context;
    private final Path folder;

    Outputs(TaskContext context) throws IOException {
        this.context = context;
        this.folder = context.workFolder().toRealPath();
    }

    /** @param declared paths below the working folder, by output name */
    TaskOutcome keep(Map<String, String> declared) throws IOException {
        List<String> missing = declared.entrySet().stream()
                .filter(output -> !Files.exists(folder.resolve(output.getValue())))
                .map(output -> "'" + output.getValue() + "' (output '" + output.getKey() + "')")
                .toList();
        if (!missing.isEmpty()) {
            return failed(
                    "the command left no " + String.join(" and no ", missing) + "; its folder holds " + listing());
        }
        Map<String, Artifact> kept = new LinkedHashMap<>();
        for (Map.Entry<String, String> output : declared.entrySet()) {
            Path real = folder.resolve(output.getValue()).toRealPath();
            if (!real.startsWith(folder)) {
                return failed("output '" + output.getKey() + "' is '" + output.getValue()
                        + "', a link that leads out of the command's folder: copy the file there instead");
            }
            kept.put(output.getKey(), keep(real));
        }
        return new TaskOutcome.Succeeded(kept);
    }

    private Artifact keep(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return context.keep(file, ValueType.FOLDER, Artifact.FOLDER_MEDIA_TYPE, Map.of());
        }
        String guessed = Files.probeContentType(file);
        return context.keep(file, ValueType.FILE, guessed == null ? "application/octet-stream" : guessed, Map.of());
    }

    private String listing() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(path -> path.getFileName() + (Files.isDirectory(path) ? "/" : ""))
                    .filter(name -> !name.equals(ShellTask.INPUTS + "/"))
                    .sorted()
                    .toList();
            return names.isEmpty()
                    ? "nothing"
                    : names.stream().limit(LISTED).collect(Collectors.joining(", "))
                            + (names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "");
        }
    }

    private static TaskOutcome failed(String message) {
        return TaskOutcome.Failed.of(FailureKind.ERROR, message);
    }
}
