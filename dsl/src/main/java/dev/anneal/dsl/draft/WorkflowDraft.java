package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One workflow of a {@link Draft}. */
public final class WorkflowDraft {

    /** The words of a workflow, besides its name. */
    public static final List<String> WORDS = List.of("description", "params", "triggers", "defaults", "tasks");

    private static final List<String> NAMED_WORDS =
            List.of("workflow", "description", "params", "triggers", "defaults", "tasks");
    private static final Set<String> LATER =
            Set.of("concurrency", "always", "resources", "archive", "retention", "include");

    private final Draft draft;
    private final String name;
    private final Place place;
    private final PartDraft header;
    private final PartDraft defaults;
    private final Map<String, PartDraft> parameters = new LinkedHashMap<>();
    private final Map<String, PartDraft> triggers = new LinkedHashMap<>();
    private final Map<String, PartDraft> tasks = new LinkedHashMap<>();

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

    public void description(Place at, Expression value) {
        header.set("description", at, value);
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

    /** What holds for every task that does not say otherwise. */
    public PartDraft defaults() {
        return defaults;
    }

    /** Reports a word that no workflow has. */
    public void unknownWord(String word, Place at) {
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
        Constants constants = new Constants(draft);
        PartDraft.Word described = header.word("description");
        String description = described == null ? "" : Objects.requireNonNullElse(constants.text(described), "");
        List<ParameterSpec> parameterSpecs = new ArrayList<>();
        ParameterRules parameterRules = new ParameterRules(draft, constants);
        for (PartDraft parameter : parameters.values()) {
            draft.places().put(Places.parameter(name, parameter.name()), parameter.place());
            ParameterSpec spec = parameterRules.build(parameter);
            if (spec != null) {
                parameterSpecs.add(spec);
            }
        }
        List<TriggerSpec> triggerSpecs = new ArrayList<>();
        TriggerRules triggerRules = new TriggerRules(draft, constants);
        for (PartDraft trigger : triggers.values()) {
            draft.places().put(Places.trigger(name, trigger.name()), trigger.place());
            TriggerSpec spec = triggerRules.build(trigger);
            if (spec != null) {
                triggerSpecs.add(spec);
            }
        }
        return new WorkflowSpec(name, description, parameterSpecs, triggerSpecs, taskSpecs(constants));
    }

    private List<TaskSpec> taskSpecs(Constants constants) {
        if (tasks.isEmpty() && !draft.cutShort()) {
            draft.problem(
                    place, "no-tasks", "workflow '" + name + "' has no tasks; it needs at least one under 'tasks'");
        }
        TaskRules rules = new TaskRules(draft, constants, name, defaults);
        List<TaskSpec> specs = new ArrayList<>();
        for (PartDraft task : tasks.values()) {
            TaskSpec spec = rules.build(task);
            if (spec != null) {
                specs.add(spec);
            }
        }
        return specs;
    }
}
