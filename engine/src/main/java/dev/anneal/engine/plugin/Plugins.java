package dev.anneal.engine.plugin;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.engine.task.Plugin;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of a folder, loaded: {@code NAME.jar}, or {@code NAME/*.jar} for one that brings libraries. Each has a
 * class loader of its own over the {@link Spi}, for as long as one of its task types is in use. Immutable; thread-safe.
 *
 * <p>This keeps libraries apart; it is no wall against code that means harm.
 */
public final class Plugins {

    /**
     * One of the plugins.
     *
     * @param file absolute path of the jar or the folder
     * @param plugin null where it cannot even be read
     * @param types what it adds to the catalog; none where it is broken
     * @param problems why it is broken, each a sentence or two; none where it is not
     */
    public record Item(
            String name, Path file, @Nullable Plugin plugin, List<TaskDescription> types, List<String> problems) {
        public Item {
            types = List.copyOf(types);
            problems = List.copyOf(problems);
        }
    }

    private final List<Item> items = new ArrayList<>();
    private final Map<String, String> effects = new HashMap<>();
    private TaskCatalog catalog;

    private Plugins(TaskCatalog own) {
        this.catalog = own;
    }

    /**
     * Loads the plugins of a folder; a broken one is told of by {@link #items} and refused by {@link #catalog}.
     *
     * @param folder need not exist
     * @param own what there is without them
     * @throws AnnealException environment, where the folder cannot be read
     */
    public static Plugins in(Path folder, TaskCatalog own) {
        Plugins plugins = new Plugins(own);
        if (Files.exists(folder)) {
            SpiLoader spi = new SpiLoader();
            PluginFile.in(folder).forEach(file -> plugins.add(file, PluginReader.read(file, spi)));
        }
        return plugins;
    }

    /** By name, the broken ones among them. */
    public List<Item> items() {
        return List.copyOf(items);
    }

    /**
     * Anneal's own task types and those of the plugins.
     *
     * @throws AnnealException environment, naming every plugin that is broken: going on without it would miss its types, or
     *     find others in their place
     */
    public TaskCatalog catalog() {
        List<String> broken = items.stream()
                .flatMap(item -> item.problems().stream()
                        .map(problem -> "plugin '" + item.name() + "' (" + item.file() + "): " + problem))
                .toList();
        if (!broken.isEmpty()) {
            throw AnnealException.environment(
                    "broken-plugin",
                    String.join("\n", broken) + "\nMend " + (broken.size() == 1 ? "it" : "them")
                            + ", or move the file away; `anneal plugins` lists all of them.",
                    null);
        }
        return catalog;
    }

    private void add(PluginFile file, PluginReader.Offer offer) {
        List<String> problems = new ArrayList<>(offer.problems());
        items.stream()
                .filter(item -> item.name().equals(file.name()))
                .forEach(item -> problems.add("has the name of " + item.file() + ". Rename or remove one of the two."));
        typeClashes(offer, problems);
        effectClashes(offer, problems);
        Plugin plugin = offer.plugin();
        List<TaskDescription> types = new ArrayList<>();
        if (problems.isEmpty() && plugin != null) {
            catalog = catalog.with(plugin, offer.types(), offer.handlers());
            offer.types().forEach(type -> types.add(type.description()));
            offer.handlers().forEach(handler -> effects.put(handler.type(), file.name()));
        }
        items.add(new Item(file.name(), file.file(), plugin, types, problems));
    }

    private void typeClashes(PluginReader.Offer offer, List<String> problems) {
        Set<String> own = new HashSet<>();
        for (TaskType<?> type : offer.types()) {
            String name = type.description().name();
            if (!own.add(name)) {
                problems.add("two of its classes are the task type '" + name + "'. Rename one of them.");
            } else if (catalog.find(name).isPresent()) {
                String owner = catalog.origin(name)
                        .map(plugin ->
                                "plugin '" + plugin.name() + "' has too. Rename one of them, or remove a plugin.")
                        .orElse("is one of Anneal's own. Rename it.");
                problems.add("brings the task type '" + name + "', which " + owner);
            }
        }
    }

    private void effectClashes(PluginReader.Offer offer, List<String> problems) {
        Set<String> own = new HashSet<>();
        for (EffectHandler handler : offer.handlers()) {
            String name = handler.type();
            if (!own.add(name) || effects.containsKey(name)) {
                problems.add("applies the effect '" + name + "', which "
                        + (effects.containsKey(name)
                                ? "plugin '" + effects.get(name) + "' does too."
                                : "two of its classes do.")
                        + " Rename one of them.");
            } else if (catalog.handler(name).isPresent() || name.equals(RunRequest.EFFECT)) {
                problems.add("applies the effect '" + name + "', which is one of Anneal's own. Rename it.");
            }
        }
    }
}
