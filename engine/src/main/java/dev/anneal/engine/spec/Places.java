package dev.anneal.engine.spec;

import dev.anneal.engine.problem.Place;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of specs stand in the file they were read from, kept beside the specs so that these stay pure data.
 * Parts are named by paths such as {@code loans/tasks/scores/require}; expression nodes by identity. Filled by one
 * thread while a file is read, then only read.
 */
public final class Places {

    private final Place file;
    private final Map<String, Place> byPath = new HashMap<>();
    private final IdentityHashMap<Expression, Place> byNode = new IdentityHashMap<>();

    public Places(Place file) {
        this.file = file;
    }

    public Place file() {
        return file;
    }

    public void put(String path, Place place) {
        byPath.put(path, place);
    }

    public void put(Expression node, Place place) {
        byNode.put(node, place);
    }

    /** The place of a part; where it is unknown that of the nearest enclosing part, at last the file. */
    public Place of(String path) {
        String rest = path;
        while (!rest.isEmpty()) {
            Place place = byPath.get(rest);
            if (place != null) {
                return place;
            }
            int slash = rest.lastIndexOf('/');
            rest = slash < 0 ? "" : rest.substring(0, slash);
        }
        return file;
    }

    /** The place of a part itself; empty where the file does not say it. */
    public Optional<Place> exactly(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The place of an expression node, or of the part named by {@code path} where the node's own is unknown. */
    public Place of(@Nullable Expression node, String path) {
        Place place = node == null ? null : byNode.get(node);
        return place != null ? place : of(path);
    }

    /** {@code loans/tasks/scores}. */
    public static String task(String workflow, String task) {
        return workflow + "/tasks/" + task;
    }

    /**
     * {@code loans/tasks/scores/require}: a setting, or an engine word such as {@code after}. A name in {@code after} or
     * {@code pool} has a place of its own, {@code loans/tasks/scores/after/checks}.
     */
    public static String setting(String workflow, String task, String setting) {
        return task(workflow, task) + "/" + setting;
    }

    /** {@code loans/params/from}. */
    public static String parameter(String workflow, String parameter) {
        return workflow + "/params/" + parameter;
    }

    /** {@code loans/triggers/nightly}. */
    public static String trigger(String workflow, String trigger) {
        return workflow + "/triggers/" + trigger;
    }

    /** {@code loans/concurrency}: a word of the workflow with one value. */
    public static String header(String workflow, String word) {
        return workflow + "/" + word;
    }

    /** {@code loans/defaults/retry}. */
    public static String byDefault(String workflow, String word) {
        return workflow + "/defaults/" + word;
    }

    /** {@code loans/outputs/model}. */
    public static String output(String workflow, String output) {
        return workflow + "/outputs/" + output;
    }
}
