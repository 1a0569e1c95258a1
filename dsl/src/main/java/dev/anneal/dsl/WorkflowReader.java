package dev.anneal.dsl;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.script.ScriptReader;
import dev.anneal.dsl.yaml.YamlReader;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.trigger.CronSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads workflow files of either form, by their extension: {@code .groovy}, {@code .yaml} or {@code .yml}. Reading
 * checks the language's structure; whether types, settings and references exist is for the planner. Thread-safe.
 */
public final class WorkflowReader {

    /** The extensions of workflow files, with their dot. */
    public static final List<String> EXTENSIONS = List.of(".groovy", ".yaml", ".yml");

    private static final long LONGEST = 8L << 20;

    private final TaskCatalog catalog;
    private final CronSyntax cron;

    public WorkflowReader(TaskCatalog catalog, CronSyntax cron) {
        this.catalog = catalog;
        this.cron = cron;
    }

    /**
     * Reads a file; in places and messages it is named as {@code file} names it.
     *
     * @throws InvalidWorkflowException with every problem, in source order, where the content is wrong
     * @throws AnnealException where the file is missing, cannot be read or has another extension
     */
    public WorkflowFile read(Path file) {
        return parse(file, text(file));
    }

    /**
     * Reads a text as {@link #read} reads the file, which need not be there.
     *
     * @throws InvalidWorkflowException with every problem, in source order, where the text is wrong
     */
    public WorkflowFile parse(Path file, String text) {
        Place place = Place.ofFile(file.toString());
        Draft draft = new Draft(file.toAbsolutePath().normalize(), place, catalog, cron);
        if (text.isBlank()) {
            draft.problem(place, "no-workflow", "the file is empty; a workflow file holds at least one workflow");
        } else if (extension(file).equals(".groovy")) {
            ScriptReader.read(text, draft);
        } else {
            YamlReader.read(text, draft);
        }
        return draft.build();
    }

    /** The text of a workflow file. @throws AnnealException as {@link #read} does */
    public static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw AnnealException.badInput(
                    "workflow-file", file + ": this is a folder; name the workflow file in it." + filesIn(file));
        } else if (!Files.exists(file)) {
            throw AnnealException.badInput("workflow-file", file + ": there is no such workflow file." + sibling(file));
        }
        String extension = extension(file);
        if (!EXTENSIONS.contains(extension)) {
            throw AnnealException.badInput(
                    "workflow-file",
                    file + ": a workflow file ends in " + String.join(", ", EXTENSIONS) + ", found "
                            + (extension.isEmpty() ? "no extension" : "'" + extension + "'"));
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw AnnealException.badInput(
                        "workflow-file", file + ": a workflow file has at most " + (LONGEST >> 20) + " MiB");
            }
            return decoded(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw AnnealException.environment("workflow-file", file + ": cannot be read: " + reason(e), e);
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw AnnealException.badInput("workflow-file", file + ": the file is not UTF-8 text; save it as UTF-8");
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    private static String sibling(Path file) {
        String wanted = String.valueOf(file.getFileName());
        return NearestName.of(
                        wanted, workflowFiles(file.toAbsolutePath().normalize().getParent()))
                .map(found -> " Did you mean '" + file.resolveSibling(found) + "'?")
                .orElse("");
    }

    private static String filesIn(Path folder) {
        List<String> files = workflowFiles(folder);
        return files.isEmpty() ? "" : " It has " + String.join(", ", files.subList(0, Math.min(10, files.size())));
    }

    private static List<String> workflowFiles(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> EXTENSIONS.contains(extension(file)))
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
