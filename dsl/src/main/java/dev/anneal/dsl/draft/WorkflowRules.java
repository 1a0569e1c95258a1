package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
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
import org.jspecify.annotations.Nullable;

/** What a workflow may say, and the spec that comes of it. */
final class WorkflowRules {

    private final Draft draft;
    private final WorkflowDraft workflow;
    private final Constants constants;

    WorkflowRules(Draft draft, WorkflowDraft workflow) {
        this.draft = draft;
        this.workflow = workflow;
        this.constants = new Constants(draft);
    }

    WorkflowSpec build() {
        for (Word word : workflow.header().words()) {
            draft.places().put(Places.header(workflow.name(), word.name()), word.place());
        }
        for (Word word : workflow.defaults().words()) {
            draft.places().put(Places.byDefault(workflow.name(), word.name()), word.place());
        }
        return new WorkflowSpec(
                workflow.name(),
                description(),
                parameters(),
                triggers(),
                tasks(),
                outputs(),
                new LimitRules(draft, constants).build(workflow.header()));
    }

    private String description() {
        Word word = workflow.header().word("description");
        return word == null ? "" : Objects.requireNonNullElse(constants.text(word), "");
    }

    private List<ParameterSpec> parameters() {
        List<ParameterSpec> specs = new ArrayList<>();
        ParameterRules rules = new ParameterRules(draft, constants);
        for (PartDraft parameter : workflow.parameters()) {
            draft.places().put(Places.parameter(workflow.name(), parameter.name()), parameter.place());
            ParameterSpec spec = rules.build(parameter);
            if (spec != null) {
                specs.add(spec);
            }
        }
        return specs;
    }

    private List<TriggerSpec> triggers() {
        List<TriggerSpec> specs = new ArrayList<>();
        TriggerRules rules = new TriggerRules(draft, constants);
        for (PartDraft trigger : workflow.triggers()) {
            draft.places().put(Places.trigger(workflow.name(), trigger.name()), trigger.place());
            TriggerSpec spec = rules.build(trigger);
            if (spec != null) {
                specs.add(spec);
            }
        }
        return specs;
    }

    private List<TaskSpec> tasks() {
        if (workflow.tasks().isEmpty() && !draft.cutShort()) {
            draft.problem(
                    workflow.place(),
                    "no-tasks",
                    "workflow '" + workflow.name() + "' has no tasks; it needs at least one under 'tasks'");
        }
        TaskRules rules = new TaskRules(draft, constants, workflow.name(), workflow.defaults());
        List<TaskSpec> specs = new ArrayList<>();
        workflow.tasks().forEach(task -> add(specs, rules.build(task, false)));
        workflow.always().forEach(task -> add(specs, rules.build(task, true)));
        return specs;
    }

    private static void add(List<TaskSpec> specs, @Nullable TaskSpec spec) {
        if (spec != null) {
            specs.add(spec);
        }
    }

    private Map<String, Expression> outputs() {
        Map<String, Expression> outputs = new LinkedHashMap<>();
        Word word = workflow.header().word("outputs");
        if (word == null) {
            return outputs;
        } else if (!(word.value() instanceof MapOf map)) {
            constants.misfit(word, word.value(), "a map of what a run gives, such as {model: $train.model}", "");
            return outputs;
        } else {
            draft.name(workflow.name() + "/outputs", word.place(), map);
            map.entries().forEach((name, value) -> {
                Word output = new Word(name, draft.placeOfKey(map, name, word), value);
                Names.check(draft, "output", name, output.place());
                if (value instanceof Literal literal && literal.value() == null) {
                    constants.misfit(output, value, "what the run gives, such as $train.model", "");
                }
                outputs.put(name, value);
            });
            return outputs;
        }
    }
}
