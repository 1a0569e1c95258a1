package dev.anneal.runner.cli;

import dev.anneal.dsl.diagnostic.Diagnostic.Severity;
import dev.anneal.dsl.lint.Lint;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.FileCheck;
import dev.anneal.runner.app.FileCheck.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal validate FILE...}. */
@Command(
        name = "validate",
        description = "Checks workflow files, and all that are in folders, and tells every problem.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Mixin
    private YamlOnly forms = new YamlOnly();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Workflow files, .groovy, .yaml or .yml, and folders that have some.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--lint",
            description = "Warn of what is legal and odd: parameters and outputs that nobody reads, schedules that have"
                    + " passed, secrets in plain text, conditions that are constant.")
    private boolean lint;

    @Option(names = "--strict", description = "As --lint, and let a warning fail the check.")
    private boolean strict;

    @Override
    public Integer call() {
        TaskCatalog catalog = Anneal.catalog(options.folder());
        Lint warnings = lint || strict ? Anneal.lint(catalog) : null;
        List<Result> results = new FileCheck(forms.files(catalog), warnings).check(files);
        boolean valid = results.stream().noneMatch(Result::wrong);
        if (options.json()) {
            options.terminal().out().println(Json.pretty(DiagnosticJson.view(results)));
        } else {
            print(results, options.terminal());
        }
        boolean refused = strict && results.stream().anyMatch(Result::odd);
        return valid && !refused ? 0 : ErrorText.WRONG;
    }

    private static void print(List<Result> results, Terminal terminal) {
        ProblemText text = new ProblemText(terminal);
        for (Result result : results) {
            result.plans()
                    .forEach(plan -> terminal.out()
                            .println(terminal.green("✓ ") + result.file() + ": workflow '"
                                    + plan.workflow().name() + "', "
                                    + Texts.count(plan.tasks().size(), "task")));
            terminal.out().flush();
            result.diagnostics().forEach(text::print);
            terminal.err().flush();
        }
        if (results.size() > 1) {
            terminal.out().println(summary(results, terminal));
        }
    }

    private static String summary(List<Result> results, Terminal terminal) {
        long wrong = results.stream().filter(Result::wrong).count();
        long problems = count(results, Severity.ERROR);
        long warnings = count(results, Severity.WARNING);
        String all = Texts.count(results.size(), "file") + " checked, ";
        String told = wrong == 0
                ? all + terminal.green("all right")
                : all + terminal.red(Texts.count(wrong) + " wrong") + ": " + Texts.count(problems, "problem");
        return told + (warnings == 0 ? "" : ", " + terminal.yellow(Texts.count(warnings, "warning")));
    }

    private static long count(List<Result> results, Severity severity) {
        return results.stream()
                .flatMap(result -> result.diagnostics().stream())
                .filter(found -> found.severity() == severity)
                .count();
    }
}
