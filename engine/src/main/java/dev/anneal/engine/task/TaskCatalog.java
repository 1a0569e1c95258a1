package dev.anneal.engine.task;

import dev.anneal.engine.settings.SettingsSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The task types and effect handlers that are known. Immutable but for the schemas that it reads once each; thread-safe. */
public final class TaskCatalog {

    private final Map<String, TaskType<?>> types = new TreeMap<>();
    private final Map<String, EffectHandler> handlers = new TreeMap<>();
    private final Map<String, SettingsSchema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Plugin> origins = new TreeMap<>();
    private final List<Plugin> plugins = new ArrayList<>();

    /** @throws IllegalArgumentException if two types, or two handlers, have one name */
    public TaskCatalog(Collection<? extends TaskType<?>> types, Collection<? extends EffectHandler> handlers) {
        for (TaskType<?> type : types) {
            if (this.types.put(type.description().name(), type) != null) {
                throw new IllegalArgumentException(
                        "two task types are called " + type.description().name());
            }
        }
        for (EffectHandler handler : handlers) {
            if (this.handlers.put(handler.type(), handler) != null) {
                throw new IllegalArgumentException("two effect handlers are for " + handler.type());
            }
        }
    }

    /** All that the class path offers. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static TaskCatalog ofClassPath() {
        List<TaskType<?>> code = (List) ServiceLoader.load(CodeTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        List<TaskType<?>> commands = (List) ServiceLoader.load(CommandTask.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        List<TaskType<?>> all = new ArrayList<>(code);
        all.addAll(commands);
        return new TaskCatalog(
                all,
                ServiceLoader.load(EffectHandler.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    /**
     * This catalog, and what a plugin brings.
     *
     * @throws IllegalArgumentException if a name is taken
     */
    public TaskCatalog with(
            Plugin plugin,
            Collection<? extends TaskType<?>> pluginTypes,
            Collection<? extends EffectHandler> pluginHandlers) {
        List<TaskType<?>> allTypes = new ArrayList<>(types.values());
        allTypes.addAll(pluginTypes);
        List<EffectHandler> allHandlers = new ArrayList<>(handlers.values());
        allHandlers.addAll(pluginHandlers);
        TaskCatalog more = new TaskCatalog(allTypes, allHandlers);
        more.origins.putAll(origins);
        pluginTypes.forEach(type -> more.origins.put(type.description().name(), plugin));
        more.plugins.addAll(plugins);
        more.plugins.add(plugin);
        return more;
    }

    /**
     * The plugin that a task type comes from: its digest is part of what the type's results follow from. Empty for one of
     * Anneal's own, whose version says that, and for an unknown one.
     */
    public Optional<Plugin> origin(String type) {
        return Optional.ofNullable(origins.get(type));
    }

    /** In the order in which they were added. */
    public List<Plugin> plugins() {
        return List.copyOf(plugins);
    }

    public Optional<TaskType<?>> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Optional<EffectHandler> handler(String effect) {
        return Optional.ofNullable(handlers.get(effect));
    }

    /** In alphabetical order. */
    public List<TaskDescription> descriptions() {
        return types.values().stream().map(TaskType::description).toList();
    }

    public SettingsSchema schema(TaskDescription description) {
        return schemas.computeIfAbsent(description.name(), name -> SettingsSchema.of(description.settings()));
    }
}
