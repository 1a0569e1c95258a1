package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.trigger.CronSyntax;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One workflow file while it is read. A front end adds workflows and their parts, each value an {@link Expression} whose
 * node it has {@linkplain #at placed}, and reports what it cannot read; {@link #build} checks the rest and gives either
 * the specs or every problem. For one file and one thread.
 */
public final class Draft {

    /** More would help nobody, and keeps a hostile file from filling the memory with messages. */
    private static final int MOST_PROBLEMS = 500;

    private final Path path;
    private final Places places;
    private final TaskCatalog catalog;
    private final CronSyntax cron;
    private final List<WorkflowDraft> workflows = new ArrayList<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final IdentityHashMap<MapOf, Map<String, Place>> keys = new IdentityHashMap<>();
    private boolean cutShort;
    private boolean incomplete;

    /**
     * @param path absolute path of the file
     * @param file the file as the user named it
     * @param catalog decides which of the engine's later words a task type already takes as settings of its own
     */
    public Draft(Path path, Place file, TaskCatalog catalog, CronSyntax cron) {
        this.path = path;
        this.places = new Places(file);
        this.catalog = catalog;
        this.cron = cron;
    }

    public Place file() {
        return places.file();
    }

    public Places places() {
        return places;
    }

    public TaskCatalog catalog() {
        return catalog;
    }

    public void problem(Place place, String code, String message) {
        problem(new Problem(place, code, message));
    }

    public void problem(Problem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    /** Says where a node stands, and returns it. */
    public <E extends Expression> E at(E node, Place place) {
        places.put(node, place);
        return node;
    }

    /** Says where a map and its keys stand, and returns the map. */
    public MapOf at(MapOf map, Place place, Map<String, Place> keyPlaces) {
        keys.put(map, keyPlaces);
        return at(map, place);
    }

    public WorkflowDraft workflow(String name, Place place) {
        Names.check(this, "workflow", name, place);
        WorkflowDraft workflow = new WorkflowDraft(this, name, place);
        for (WorkflowDraft other : workflows) {
            if (other.name().equals(name)) {
                problem(
                        place,
                        "duplicate-name",
                        "two workflows of this file are called '" + name + "', the first in line "
                                + other.place().line() + "; names are unique");
                return workflow;
            }
        }
        workflows.add(workflow);
        return workflow;
    }

    /** What could be read, and every problem in source order. */
    public Partial build() {
        List<WorkflowSpec> specs = new ArrayList<>();
        for (WorkflowDraft workflow : workflows) {
            specs.add(workflow.build());
        }
        if (workflows.isEmpty() && problems.isEmpty()) {
            problem(file(), "no-workflow", "the file holds no workflow");
        }
        Outline outline = new Outline();
        workflows.forEach(workflow -> workflow.outline(outline));
        boolean plannable = !cutShort && !specs.isEmpty() && problems.size() < MOST_PROBLEMS;
        List<Problem> ordered =
                problems.stream().sorted(Problem.IN_SOURCE_ORDER).toList();
        return new Partial(
                new WorkflowFile(path, specs, places), ordered, plannable, new Aftermath(ordered, outline, incomplete));
    }

    /** Says that a name may be missing, or be another than was meant, because of something that was reported. */
    public void incomplete() {
        incomplete = true;
    }

    /** Reports what kept a part of the file from being read, so that nobody is told that there is nothing in it. */
    public void cutShort(Place place, String code, String message) {
        cutShort = true;
        problem(place, code, message);
    }

    boolean cutShort() {
        return cutShort;
    }

    CronSyntax cron() {
        return cron;
    }

    /** Where a value stands; the place of {@code word} where that is unknown. */
    Place placeOf(Expression value, PartDraft.Word word) {
        Place place = places.of(value, "");
        return place.line() == 0 ? word.place() : place;
    }

    /** Where a key of a map stands; the place of {@code word} where that is unknown. */
    Place placeOfKey(MapOf map, String key, PartDraft.Word word) {
        Map<String, Place> known = keys.getOrDefault(map, Map.of());
        Place place = known.get(key);
        return place == null ? placeOf(map, word) : place;
    }

    /** Names the place of a value's every part by its path. */
    void name(String partPath, Place place, Expression value) {
        places.put(partPath, place);
        if (value instanceof MapOf map) {
            Map<String, Place> known = keys.getOrDefault(map, Map.of());
            map.entries()
                    .forEach((key, entry) ->
                            name(partPath + "/" + key, known.getOrDefault(key, places.of(entry, partPath)), entry));
        } else if (value instanceof ListOf list) {
            int index = 0;
            for (Expression item : list.items()) {
                name(partPath + "/" + index++, places.of(item, partPath), item);
            }
        }
    }
}
