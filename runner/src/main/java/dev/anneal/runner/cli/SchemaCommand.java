package dev.anneal.runner.cli;

import dev.anneal.dsl.schema.TaskReference;
import dev.anneal.dsl.schema.WorkflowSchema;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anneal schema}. */
@Command(
        name = "schema",
        description = "Writes the JSON Schema of workflow files, for editors, with the home's own task types.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Option(names = "--task-types", description = "Write the reference of the task types, as Markdown, instead.")
    private boolean taskTypes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; by default standard output.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        TaskCatalog catalog = Anneal.catalog(options.folder());
        String text = taskTypes ? TaskReference.markdown(catalog) : Json.pretty(WorkflowSchema.of(catalog)) + "\n";
        if (file == null) {
            options.terminal().out().print(text);
            options.terminal().out().flush();
            return 0;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw AnnealException.environment("cannot-write", "cannot write " + file + ": " + e, e);
        }
        return 0;
    }
}
