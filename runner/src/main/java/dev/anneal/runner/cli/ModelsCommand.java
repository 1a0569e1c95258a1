package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Models;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal models [NAME]}. */
@Command(name = "models", description = "Lists models and their versions.", mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this model's versions.")
    private @Nullable String name;

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            List<Models.Item> items = new Models(anneal).list(name);
            if (options.json()) {
                terminal.out()
                        .println(Json.pretty(
                                items.stream().map(ModelsCommand::view).toList()));
                return 0;
            }
            TableText table = new TableText("VERSION", "ALIASES", "METRICS", "DATA", "RUN", "REGISTERED");
            Instant now = anneal.clock().instant();
            for (Models.Item item : items) {
                var version = item.version();
                table.row(
                        version.reference(),
                        String.join(", ", item.aliases()),
                        version.metrics().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + Texts.share(entry.getValue()))
                                .collect(Collectors.joining(", ")),
                        version.data() == null ? "" : version.data().brief(),
                        version.run(),
                        Texts.ago(version.at(), now));
            }
            if (table.empty()) {
                terminal.out().println("No models yet: a `version` task registers one.");
            } else {
                table.print(terminal.out(), terminal);
            }
            return 0;
        }
    }

    private static Map<String, Object> view(Models.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("reference", item.version().reference());
        view.put("name", item.version().name());
        view.put("number", item.version().number());
        view.put("aliases", new ArrayList<>(item.aliases()));
        view.put("metrics", item.version().metrics());
        view.put("model", item.version().model().digest());
        Views.put(view, "data", item.version().data());
        view.put("run", item.version().run());
        view.put("workflow", item.version().workflow());
        view.put("spec", item.version().workflowDigest());
        Views.put(view, "codeVersion", item.version().codeVersion());
        view.put("registeredAt", item.version().at());
        return view;
    }
}
