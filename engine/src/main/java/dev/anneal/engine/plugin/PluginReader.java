package dev.anneal.engine.plugin;

import dev.anneal.engine.plugin.JarContents.Service;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.engine.task.Plugin;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads one plugin: makes what its service files name, and checks it. Nothing that its code does gets out of here. */
final class PluginReader {

    /**
     * What a plugin brings, or why it is broken.
     *
     * @param plugin null where its jars cannot be read
     * @param problems sentences; none where all is well
     */
    record Offer(
            @Nullable Plugin plugin, List<TaskType<?>> types, List<EffectHandler> handlers, List<String> problems) {}

    private final Enclosure enclosure;
    private final List<TaskType<?>> types = new ArrayList<>();
    private final List<EffectHandler> handlers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private PluginReader(Enclosure enclosure) {
        this.enclosure = enclosure;
    }

    static Offer read(PluginFile file, SpiLoader spi) {
        if (file.jars().isEmpty()) {
            return broken(null, "the folder holds no jar. Put the plugin's jars into it, or remove it.");
        }
        try {
            JarContents contents = new JarContents(file);
            if (contents.services().isEmpty()) {
                return broken(
                        contents.plugin(),
                        "names no task type: there is no " + JarContents.SERVICES + CodeTask.class.getName() + " or "
                                + CommandTask.class.getSimpleName()
                                + " with the name of a class in it. A library belongs beside the plugin that needs it, into a folder"
                                + " plugins/NAME/.");
            }
            PluginLoader loader = new PluginLoader(file.name(), urls(file.jars()), spi);
            PluginReader reader = new PluginReader(new Enclosure(file.name(), loader));
            contents.services().forEach(reader::add);
            return new Offer(contents.plugin(), reader.types, reader.handlers, reader.problems);
        } catch (AnnealException e) {
            return broken(null, String.valueOf(e.getMessage()));
        }
    }

    private static Offer broken(@Nullable Plugin plugin, String problem) {
        return new Offer(plugin, List.of(), List.of(), List.of(problem));
    }

    private static URL[] urls(List<Path> jars) {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = jars.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw AnnealException.environment("broken-plugin", jars.get(i) + " has no URL: " + e.getMessage(), e);
            }
        }
        return urls;
    }

    private void add(Service service) {
        String who = "class " + service.provider();
        try {
            Object made = enclosure.call(who, () -> made(service));
            if (made instanceof TaskType<?> type) {
                add(type, service);
            } else if (made instanceof EffectHandler handler) {
                String effect = enclosure.call("type() of " + who, handler::type);
                handlers.add(new PluginEffect(handler, effect, enclosure));
            }
        } catch (AnnealException e) {
            problems.add(String.valueOf(e.getMessage()));
        } catch (Exception | AssertionError | StackOverflowError e) {
            problems.add(who + " throws " + e + " when it is asked what it is. Mend that.");
        }
    }

    private void add(TaskType<?> type, Service service) throws Exception {
        String who = "class " + service.provider();
        TaskDescription description = enclosure.call(who, type::description);
        List<String> wrong = enclosure.call(who, () -> new DescriptionCheck(description).problems());
        wrong.forEach(problem -> problems.add(who + ": " + problem));
        if (wrong.isEmpty()) {
            types.add(
                    type instanceof CodeTask<?> code
                            ? new PluginCode<>(code, description, enclosure)
                            : new PluginCommand<>((CommandTask<?>) type, description, enclosure));
        }
    }

    /** @throws AnnealException where nothing can be made of it */
    private Object made(Service service) throws ReflectiveOperationException {
        if (service.provider().startsWith(Spi.RESERVED)) {
            throw broken(service + ", but classes below " + Spi.RESERVED
                    + " are Anneal's. Move it to a package of your own, and pack none of Anneal's jars into yours.");
        }
        Class<?> found = find(service);
        if (!service.kind().isAssignableFrom(found)) {
            throw broken(service + ", which does not implement "
                    + service.kind().getSimpleName() + ". Name it in the file of what it does implement.");
        }
        try {
            Constructor<?> constructor = found.getConstructor();
            if (Modifier.isAbstract(found.getModifiers()) || !Modifier.isPublic(found.getModifiers())) {
                throw new NoSuchMethodException();
            }
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw broken(
                    service + ", which cannot be made: let it be a public class that is not abstract, with a public"
                            + " constructor without parameters.");
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError unlinked) {
                throw unlinked;
            }
            throw broken(service + ", whose constructor throws " + e.getCause() + ". Mend it; it should do nothing.");
        }
    }

    private Class<?> find(Service service) {
        try {
            return Class.forName(service.provider(), false, enclosure.loader());
        } catch (ClassNotFoundException e) {
            throw broken(
                    service + ", but the plugin has no such class. Correct the name, or pack the class into the jar.");
        }
    }

    private static AnnealException broken(String message) {
        return AnnealException.environment("broken-plugin", message, null);
    }
}
