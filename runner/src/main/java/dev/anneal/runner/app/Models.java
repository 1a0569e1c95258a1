package dev.anneal.runner.app;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model registry holds. */
public final class Models {

    /** A version and the aliases that point to it now. */
    public record Item(ModelVersion version, List<String> aliases) {
        public Item {
            aliases = List.copyOf(aliases);
        }
    }

    private final Anneal anneal;

    public Models(Anneal anneal) {
        this.anneal = anneal;
    }

    /**
     * Versions of one model or of all, by name and number.
     *
     * @throws AnnealException not-found, where no model has the name
     */
    public List<Item> list(@Nullable String name) {
        return anneal.store().read(tables -> {
            ModelRegistry registry = new ModelRegistry(tables.records());
            List<String> names = registry.names();
            if (name != null && !names.contains(name)) {
                throw AnnealException.notFound(
                        "unknown-model", "no model is registered as '" + name + "'." + NearestName.hint(name, names));
            }
            List<Item> items = new ArrayList<>();
            for (String model : name == null ? names : List.of(name)) {
                Map<String, Integer> aliases = registry.aliases(model);
                for (ModelVersion version : registry.versions(model)) {
                    items.add(new Item(
                            version,
                            aliases.entrySet().stream()
                                    .filter(alias -> alias.getValue() == version.number())
                                    .map(Map.Entry::getKey)
                                    .toList()));
                }
            }
            return items;
        });
    }
}
