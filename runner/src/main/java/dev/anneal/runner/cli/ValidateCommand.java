package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal validate FILE...}. */
@Command(
        name = "validate",
        description = "Checks workflow files and tells every problem.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Mixin
    private YamlOnly forms = new YamlOnly();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Workflow files, .groovy or .yaml.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        WorkflowFiles reader = forms.files(Anneal.catalog(options.folder()));
        List<Map<String, Object>> json = new ArrayList<>();
        boolean valid = true;
        for (Path file : files) {
            try {
                WorkflowFiles.Planned planned = reader.read(file);
                if (!options.json()) {
                    planned.plans()
                            .forEach(plan -> terminal.out()
                                    .println(terminal.green("✓ ") + file + ": workflow '"
                                            + plan.workflow().name() + "', "
                                            + Texts.count(plan.tasks().size(), "task")));
                }
            } catch (InvalidWorkflowException e) {
                valid = false;
                e.problems().forEach(problem -> json.add(view(problem)));
                if (!options.json()) {
                    e.problems().forEach(terminal.err()::println);
                }
            } catch (AnnealException e) {
                valid = false;
                json.add(view(new Problem(Place.ofFile(file.toString()), e.id(), String.valueOf(e.getMessage()))));
                if (!options.json()) {
                    terminal.err().println(e.getMessage());
                }
            }
        }
        if (options.json()) {
            terminal.out().println(Json.pretty(Map.of("valid", valid, "problems", json)));
        }
        return valid ? 0 : ErrorText.WRONG;
    }

    private static Map<String, Object> view(Problem problem) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", problem.place().file());
        view.put("line", problem.place().line());
        view.put("column", problem.place().column());
        view.put("code", problem.code());
        view.put("message", problem.message());
        return view;
    }
}
