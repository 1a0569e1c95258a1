package dev.anneal.runner.cli;

import dev.anneal.dsl.graph.DotText;
import dev.anneal.dsl.graph.MermaidText;
import dev.anneal.dsl.graph.Picture;
import dev.anneal.dsl.graph.SvgText;
import dev.anneal.dsl.graph.Theme;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.RunDetail;
import dev.anneal.runner.app.Runs;
import dev.anneal.runner.app.WorkflowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal graph FILE [WORKFLOW]}. */
@Command(
        name = "graph",
        description = "Draws a workflow: its tasks, and what they hand to each other; with --run, what became of them.",
        mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {

    private enum Format {
        SVG,
        MERMAID,
        DOT
    }

    @Mixin
    private Options options = new Options();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A workflow file; with --run it may be left out.")
    private @Nullable Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WORKFLOW",
            description = "Which workflow of the file; by default the run's, else the first.")
    private @Nullable String workflow;

    @Option(names = "--format", description = "svg, mermaid or dot; by default what OUT ends in, else svg.")
    private @Nullable Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where to write it, in the place of what is there. By default standard output.")
    private @Nullable Path output;

    @Option(names = "--run", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
    private @Nullable String run;

    @Option(names = "--dark", description = "SVG for a dark ground; by default it follows its reader.")
    private boolean dark;

    @Option(names = "--light", description = "SVG for a light ground; by default it follows its reader.")
    private boolean light;

    @Override
    public Integer call() {
        if (dark && light) {
            throw AnnealException.badInput("theme", "a picture is for a dark ground or a light one: say one of them");
        }
        String drawn = drawn(run == null ? ofFile() : ofRun(run));
        if (output == null) {
            options.terminal().out().print(drawn);
            options.terminal().out().flush();
        } else {
            write(output, drawn);
        }
        return 0;
    }

    private Picture ofFile() {
        if (file == null) {
            throw AnnealException.badInput("no-file", "name a workflow file, or a run: anneal graph --run last");
        }
        WorkflowSpec spec = spec(file, workflow);
        return Picture.of(spec, spec.description(), Map.of());
    }

    private Picture ofRun(String reference) {
        try (Anneal anneal = options.openExisting()) {
            Runs runs = new Runs(anneal);
            RunDetail detail = runs.detail(runs.find(reference));
            Run found = detail.run();
            if (workflow != null && !workflow.equals(found.workflow())) {
                throw AnnealException.badInput(
                        "workflow",
                        "run " + found.id() + " is one of '" + found.workflow() + "', not of '" + workflow + "'");
            }
            WorkflowSpec spec = file == null
                    ? anneal.store()
                            .read(tables -> tables.workflows().spec(found.spec()))
                            .orElseThrow(() -> AnnealException.notFound(
                                    "spec", "what run " + found.id() + " ran is not known any more; name its file"))
                    : spec(file, found.workflow());
            String took = Texts.between(found.createdAt(), found.endedAt());
            String subtitle =
                    "run " + found.id() + " · " + found.state().word() + (took.isEmpty() ? "" : " in " + took);
            return Picture.of(spec, subtitle, RunMarks.of(detail));
        }
    }

    private WorkflowSpec spec(Path from, @Nullable String name) {
        WorkflowFiles.Planned planned =
                Anneal.workflowFiles(Anneal.catalog(options.folder())).read(from);
        return name == null
                ? planned.plans().get(0).workflow()
                : planned.plan(name).workflow();
    }

    private String drawn(Picture picture) {
        return switch (format()) {
            case SVG -> SvgText.of(picture, dark ? Theme.DARK : light ? Theme.LIGHT : null);
            case MERMAID -> MermaidText.of(picture);
            case DOT -> DotText.of(picture);
        };
    }

    private Format format() {
        String name = output == null ? "" : output.toString().toLowerCase(Locale.ROOT);
        if (format != null) {
            return format;
        }
        boolean mermaid = List.of(".mmd", ".mermaid").stream().anyMatch(name::endsWith);
        return mermaid ? Format.MERMAID : name.endsWith(".dot") || name.endsWith(".gv") ? Format.DOT : Format.SVG;
    }

    private static void write(Path to, String text) {
        try {
            Files.writeString(to, text);
        } catch (IOException e) {
            String reason = e instanceof java.nio.file.NoSuchFileException
                    ? "there is no such folder"
                    : e instanceof java.nio.file.AccessDeniedException
                            ? "permission denied"
                            : Files.isDirectory(to) ? "this is a folder" : String.valueOf(e.getMessage());
            throw AnnealException.environment("write", "cannot write " + to + ": " + reason, e);
        }
    }
}
