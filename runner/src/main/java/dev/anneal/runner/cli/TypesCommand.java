package dev.anneal.runner.cli;

import dev.anneal.dsl.schema.TaskReference;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.runner.app.Anneal;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal types [TYPE]}. */
@Command(
        name = "types",
        description = "Lists the task types, or tells what one of them takes and makes.",
        mixinStandardHelpOptions = true)
final class TypesCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(arity = "0..1", paramLabel = "TYPE", description = "Only this type, with its settings and outputs.")
    private @Nullable String name;

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        TaskCatalog catalog = Anneal.catalog(options.folder());
        if (name != null) {
            tell(find(catalog, name), catalog, terminal);
        } else if (options.json()) {
            List<TaskDescription> types = catalog.descriptions();
            terminal.out()
                    .println(Json.pretty(
                            types.stream().map(type -> view(type, catalog)).toList()));
        } else {
            TableText table = new TableText("TYPE", "WHAT IT DOES");
            catalog.descriptions().forEach(type -> table.row(type.name(), type.help()));
            table.print(terminal.out(), terminal);
        }
        return 0;
    }

    private static TaskDescription find(TaskCatalog catalog, String name) {
        List<String> names =
                catalog.descriptions().stream().map(TaskDescription::name).toList();
        return catalog.find(name)
                .orElseThrow(() -> AnnealException.notFound(
                        "no-such-type",
                        "there is no task type '" + name + "'." + NearestName.hint(name, names)
                                + " `anneal types` lists them."))
                .description();
    }

    private void tell(TaskDescription type, TaskCatalog catalog, Terminal terminal) {
        PrintWriter out = terminal.out();
        if (options.json()) {
            out.println(Json.pretty(view(type, catalog)));
            return;
        }
        out.println(terminal.bold(type.name()) + "  " + type.help());
        out.println("  " + TaskReference.effect(type).replace('`', '\''));
        List<TaskReference.Line> settings = TaskReference.settings(catalog.schema(type));
        if (!settings.isEmpty()) {
            out.println();
            TableText table = new TableText("SETTING", "TAKES", "OTHERWISE", "WHAT");
            settings.forEach(line -> table.row(line.name(), line.takes(), line.otherwise(), line.help()));
            table.print(out, terminal);
        }
        if (!type.outputs().isEmpty()) {
            out.println();
            TableText table = new TableText("OUTPUT", "TYPE", "WHAT");
            type.outputs()
                    .forEach(output -> table.row(output.name(), output.type().word(), output.help()));
            table.print(out, terminal);
        }
    }

    private static Map<String, Object> view(TaskDescription type, TaskCatalog catalog) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", type.name());
        view.put("version", type.version());
        view.put("help", type.help());
        view.put("settings", TaskReference.settings(catalog.schema(type)));
        view.put("outputs", type.outputs().stream().map(TypesCommand::view).toList());
        view.put("openOutputs", type.openOutputs());
        return view;
    }

    private static Map<String, Object> view(OutputSpec output) {
        return Map.of("name", output.name(), "type", output.type().word(), "help", output.help());
    }
}
