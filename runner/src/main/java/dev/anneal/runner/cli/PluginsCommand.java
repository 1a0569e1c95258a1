package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.plugin.Plugins;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.runner.app.Anneal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anneal plugins}. */
@Command(
        name = "plugins",
        description = "Lists the home's own task types, by the jar or folder that they come from.",
        mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        Path home = options.folder();
        List<Plugins.Item> items = Anneal.plugins(home).items();
        boolean sound = items.stream().allMatch(item -> item.problems().isEmpty());
        if (options.json()) {
            terminal.out()
                    .println(
                            Json.pretty(items.stream().map(PluginsCommand::view).toList()));
        } else if (items.isEmpty()) {
            terminal.out()
                    .println("No plugins: a jar with task types belongs into " + new Workspace(home).plugins() + ".");
        } else {
            print(items, terminal);
        }
        return sound ? 0 : ErrorText.FAILED;
    }

    private static void print(List<Plugins.Item> items, Terminal terminal) {
        TableText table = new TableText("PLUGIN", "VERSION", "FILE", "SHA-256", "TASK TYPES");
        for (Plugins.Item item : items) {
            var plugin = item.plugin();
            table.row(
                    item.name(),
                    plugin == null || plugin.version() == null ? "" : plugin.version(),
                    item.file().getFileName() + (Files.isDirectory(item.file()) ? "/" : ""),
                    plugin == null ? "" : plugin.digest().brief(),
                    item.problems().isEmpty()
                            ? item.types().stream().map(TaskDescription::name).collect(Collectors.joining(", "))
                            : terminal.red("broken"));
        }
        table.print(terminal.out(), terminal);
        terminal.out().flush();
        for (Plugins.Item item : items) {
            item.problems().forEach(problem -> terminal.err().println("plugin '" + item.name() + "': " + problem));
        }
    }

    private static Map<String, Object> view(Plugins.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", item.name());
        view.put("file", item.file().toString());
        var plugin = item.plugin();
        if (plugin != null) {
            Views.put(view, "version", plugin.version());
            view.put("digest", plugin.digest());
        }
        view.put("types", item.types().stream().map(PluginsCommand::view).toList());
        view.put("problems", item.problems());
        return view;
    }

    private static Map<String, Object> view(TaskDescription type) {
        return Map.of("name", type.name(), "version", type.version(), "help", type.help());
    }
}
