package dev.anneal.runner.cli;

import dev.anneal.dsl.write.WorkflowWriter.Form;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.NewFile;
import dev.anneal.runner.app.author.Conversion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal convert FILE}. */
@Command(
        name = "convert",
        description = "Writes a workflow file in the other form, Groovy as YAML or YAML as Groovy; it means the same.",
        mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "FILE", description = "A workflow file, .groovy or .yaml.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where to write it; must not exist yet. By default standard output.")
    private @Nullable Path output;

    @Option(
            names = "--to",
            paramLabel = "FORM",
            description = "yaml or groovy; by default what OUT ends in, else the form that FILE has not.")
    private @Nullable Form to;

    @Override
    public Integer call() {
        String written = new Conversion(Anneal.catalog(options.folder())).convert(file, form());
        if (output == null) {
            options.terminal().out().print(written);
            options.terminal().out().flush();
        } else {
            NewFile.write(output, out -> out.write(written.getBytes(StandardCharsets.UTF_8)));
        }
        return 0;
    }

    private Form form() {
        if (to != null) {
            return to;
        }
        return output == null ? Form.of(file.toString()).other() : Form.of(output.toString());
    }
}
