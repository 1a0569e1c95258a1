package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One workflow of a {@link Draft}. */
public final class WorkflowDraft {

    /** The words of a workflow with one value, besides its name. */
    public static final List<String> VALUES = List.of("description", "concurrency", "timeout", "atOnce", "outputs");

    /** The words of a workflow, besides its name. */
    public static final List<String> WORDS = Stream.concat(
                    VALUES.stream(), Stream.of("params", "triggers", "defaults", "tasks", "always"))
            .toList();

    private static final List<String> NAMED_WORDS =
            Stream.concat(Stream.of("workflow"), WORDS.stream()).toList();
    private static final Set<String> LATER = Set.of("resources", "archive", "retention", "include");

    private final Draft draft;
    private final String name;
    private final Place place;
    private final PartDraft header;
    private final PartDraft defaults;
    private final Map<String, PartDraft> parameters = new LinkedHashMap<>();
    private final Map<String, PartDraft> triggers = new LinkedHashMap<>();
    private final Map<String, PartDraft> tasks = new LinkedHashMap<>();
    private final Map<String, PartDraft> always = new LinkedHashMap<>();

    WorkflowDraft(Draft draft, String name, Place place) {
        this.draft = draft;
        this.name = name;
        this.place = place;
        this.header = new PartDraft(draft, "workflow", name, place);
        this.defaults = new PartDraft(draft, "defaults", "", place);
    }

    public String name() {
        return name;
    }

    public Place place() {
        return place;
    }

    /** Says one of the {@link #VALUES}. */
    public void say(String word, Place at, Expression value) {
        header.set(word, at, value);
    }

    public PartDraft parameter(String parameter, Place at) {
        return part(parameters, "parameter", parameter, at);
    }

    public PartDraft trigger(String trigger, Place at) {
        return part(triggers, "trigger", trigger, at);
    }

    public PartDraft task(String task, Place at) {
        return part(tasks, "task", task, at);
    }

    /** A task that runs after all others have ended, however that was; its name is one among all tasks' names. */
    public PartDraft always(String task, Place at) {
        return part(always, "task", task, at);
    }

    /** What holds for every task that does not say otherwise. */
    public PartDraft defaults() {
        return defaults;
    }

    /** Reports a word that no workflow has. */
    public void unknownWord(String word, Place at) {
        draft.incomplete();
        if (LATER.contains(word)) {
            draft.problem(at, "unknown-word", "'" + word + "' is not known here yet");
        } else {
            draft.problem(
                    at, "unknown-word", "a workflow has no '" + word + "'." + NearestName.hint(word, NAMED_WORDS));
        }
    }

    private PartDraft part(Map<String, PartDraft> parts, String kind, String part, Place at) {
        Names.check(draft, kind, part, at);
        PartDraft made = new PartDraft(draft, kind, part, at);
        PartDraft before = parts.putIfAbsent(part, made);
        if (before == null && kind.equals("task")) {
            before = (parts == tasks ? always : tasks).get(part);
        }
        if (before != null) {
            draft.problem(
                    at,
                    "duplicate-name",
                    "two " + kind + "s of workflow '" + name + "' are called '" + part + "', the first in line "
                            + before.place().line() + "; names are unique");
        }
        return made;
    }

    WorkflowSpec build() {
        draft.places().put(name, place);
        return new WorkflowRules(draft, this).build();
    }

    /** The workflow's own words. */
    PartDraft header() {
        return header;
    }

    /** Tells where the workflow's parts and their words begin. */
    void outline(Outline outline) {
        outline.add(place, "", "");
        header.words().forEach(word -> outline.add(word.place(), name + "/" + word.name(), ""));
        outline(outline, "defaults", defaults);
        parameters.forEach((part, draft) -> outline(outline, Places.parameter(name, part), draft));
        triggers.forEach((part, draft) -> outline(outline, Places.trigger(name, part), draft));
        tasks.forEach((part, draft) -> outline(outline, Places.task(name, part), draft));
        always.forEach((part, draft) -> outline(outline, Places.task(name, part), draft));
    }

    private static void outline(Outline outline, String path, PartDraft part) {
        outline.add(part.place(), path, "");
        part.words().forEach(word -> outline.add(word.place(), path, word.name()));
    }

    Collection<PartDraft> parameters() {
        return parameters.values();
    }

    Collection<PartDraft> triggers() {
        return triggers.values();
    }

    Collection<PartDraft> tasks() {
        return tasks.values();
    }

    Collection<PartDraft> always() {
        return always.values();
    }
}
