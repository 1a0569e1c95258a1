package dev.anneal.engine.plugin;

import java.util.List;

/**
 * What of Anneal a plugin sees; besides it the JDK, and nothing else that is not in its own jars. What these packages and
 * classes show of themselves is among them, so that no plugin meets a type that it cannot name.
 */
public final class Spi {

    public static final List<String> PACKAGES = List.of(
            "dev.anneal.engine.artifact",
            "dev.anneal.engine.expression",
            "dev.anneal.engine.problem",
            "dev.anneal.engine.record",
            "dev.anneal.engine.settings",
            "dev.anneal.engine.task",
            "org.jspecify.annotations");

    /** Out of packages that are not for plugins otherwise; with the classes nested in them. */
    public static final List<String> CLASSES =
            List.of("dev.anneal.engine.run.RunRequests", "dev.anneal.engine.spec.Expression");

    /** All classes below it are Anneal's: a plugin can bring none. */
    static final String RESERVED = "dev.anneal.";

    private Spi() {}

    /** @param className binary name, such as {@code dev.anneal.engine.spec.Expression$Literal} */
    public static boolean holds(String className) {
        return PACKAGES.contains(className.substring(0, Math.max(0, className.lastIndexOf('.'))))
                || CLASSES.stream().anyMatch(name -> className.equals(name) || className.startsWith(name + "$"));
    }
}
