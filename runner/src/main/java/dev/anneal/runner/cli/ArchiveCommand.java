package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Archives;
import dev.anneal.runner.app.Runs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anneal archive list|verify|extract}. */
@Command(
        name = "archive",
        description = "Looks into the sealed archives of runs.",
        mixinStandardHelpOptions = true,
        subcommands = {ArchiveCommand.ListEntries.class, ArchiveCommand.Verify.class, ArchiveCommand.Extract.class})
final class ArchiveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: list, verify or extract.");
    }

    /** {@code anneal archive list [RUN]}. */
    @Command(name = "list", description = "Lists archives, or what one holds.", mixinStandardHelpOptions = true)
    static final class ListEntries implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(arity = "0..1", paramLabel = "RUN", description = "Whose archive; by default all are listed.")
        private @Nullable String reference;

        @Override
        public Integer call() {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.openExisting()) {
                return reference == null ? archives(anneal, terminal) : entries(anneal, terminal, reference);
            }
        }

        private int archives(Anneal anneal, Terminal terminal) {
            List<Archives.Sealed> sealed = new Archives(anneal).list();
            if (options.json()) {
                terminal.out().println(Json.pretty(sealed));
                return 0;
            }
            TableText table = new TableText("RUN", "WORKFLOW", "STATE", ">SIZE", "SHA-256", "ARCHIVE");
            sealed.forEach(item -> table.row(
                    item.run(),
                    item.workflow(),
                    item.state(),
                    Texts.bytes(item.size()),
                    item.digest().brief(),
                    item.path()));
            table.print(terminal.out(), terminal);
            return 0;
        }

        private int entries(Anneal anneal, Terminal terminal, String of) {
            var items = new Archives(anneal).entries(new Runs(anneal).find(of));
            if (options.json()) {
                terminal.out().println(Json.pretty(items));
                return 0;
            }
            TableText table = new TableText(">SIZE", "SHA-256", "ENTRY");
            items.forEach(
                    item -> table.row(Texts.bytes(item.size()), item.digest().brief(), item.path()));
            table.print(terminal.out(), terminal);
            return 0;
        }
    }

    /** {@code anneal archive verify RUN}. */
    @Command(
            name = "verify",
            description = "Reads every byte of an archive and holds it against its digests.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
        private String reference = "";

        @Override
        public Integer call() {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.openExisting()) {
                Archives.Verdict verdict = new Archives(anneal).verify(new Runs(anneal).find(reference));
                if (options.json()) {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("valid", verdict.problems().isEmpty());
                    view.put("entries", verdict.entries());
                    view.put("problems", verdict.problems());
                    terminal.out().println(Json.pretty(view));
                } else if (verdict.problems().isEmpty()) {
                    terminal.out()
                            .println(terminal.green("✓ ") + verdict.path() + ": " + verdict.entries()
                                    + " entries, every digest holds");
                } else {
                    verdict.problems().forEach(problem -> terminal.err().println(terminal.red("✗ ") + problem));
                }
                return verdict.problems().isEmpty() ? 0 : ErrorText.FAILED;
            }
        }
    }

    /** {@code anneal archive extract RUN [ENTRY]}. */
    @Command(
            name = "extract",
            description = "Takes everything, or one entry, out of an archive.",
            mixinStandardHelpOptions = true)
    static final class Extract implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(index = "0", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
        private String reference = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "ENTRY",
                description = "One entry, to standard output or --to.")
        private @Nullable String entry;

        @Option(
                names = "--to",
                paramLabel = "PATH",
                description = "Where to; for all entries a folder, by default the run's id.")
        private @Nullable Path to;

        @Override
        public Integer call() {
            try (Anneal anneal = options.openExisting()) {
                Archives archives = new Archives(anneal);
                var run = new Runs(anneal).find(reference);
                if (entry == null) {
                    Path target = to == null ? Path.of(run.id()) : to;
                    archives.extract(run, target);
                    options.terminal().err().println(target);
                } else if (to != null) {
                    archives.extract(run, entry, to);
                    options.terminal().err().println(to);
                } else {
                    archives.copy(run, entry, Terminal.bytes());
                }
                return 0;
            }
        }
    }
}
