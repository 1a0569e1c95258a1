package dev.anneal.runner.cli;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.runner.app.NewFile;
import dev.anneal.runner.app.author.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal init [TEMPLATE] [FOLDER]}. */
@Command(
        name = "init",
        description = "Writes a workflow file to begin with, which runs as it is; without arguments, lists them.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", arity = "0..1", paramLabel = "TEMPLATE", description = "One of those that are listed.")
    private @Nullable String template;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where to put the file; made where there is none. By default the current one.")
    private Path folder = Path.of("");

    @Option(names = "--groovy", description = "In Groovy; by default in YAML.")
    private boolean groovy;

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        if (template == null) {
            TableText table = new TableText("TEMPLATE", "WHAT IT DOES");
            for (Template each : Template.values()) {
                table.row(each.word(), each.help());
            }
            table.print(terminal.out(), terminal);
            terminal.err().println("anneal init TEMPLATE [FOLDER] [--groovy]");
            return 0;
        }
        Template wanted = Template.of(template);
        Path file = folder.resolve(wanted.file(groovy));
        make(folder);
        NewFile.write(file, out -> out.write(wanted.content(groovy)));
        terminal.out().println(file);
        terminal.err().println("run it: anneal run " + file);
        return 0;
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw AnnealException.environment("write", "cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
