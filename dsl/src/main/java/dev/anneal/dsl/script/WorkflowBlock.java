package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.draft.PartDraft;
import dev.anneal.dsl.draft.WorkflowDraft;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.task.TaskDescription;
import groovy.lang.Closure;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code workflow('loans') { ... }}, and the lists of parts inside it. */
final class WorkflowBlock implements Block {

    private final Draft draft;
    private final ScriptRun run;
    private final WorkflowDraft workflow;

    WorkflowBlock(Draft draft, ScriptRun run, WorkflowDraft workflow) {
        this.draft = draft;
        this.run = run;
        this.workflow = workflow;
    }

    @Override
    public @Nullable Object word(WordCall call) {
        switch (call.word()) {
            case "description", "concurrency", "timeout", "atOnce", "outputs" ->
                workflow.say(call.word(), call.place(), new Said(draft, run, null).value(call));
            case "params" -> parts(call, part -> part(part, "parameter", workflow::parameter));
            case "triggers" -> parts(call, part -> part(part, "trigger", workflow::trigger));
            case "tasks" -> parts(call, task -> task(task, workflow::task));
            case "always" -> parts(call, task -> task(task, workflow::always));
            case "defaults" ->
                new PartBlock(draft, run, workflow.defaults(), Expected.nothing()).fill(call, call.values());
            default -> {
                boolean misplaced = taskType(call.word()) != null;
                if (misplaced) {
                    draft.incomplete();
                    draft.problem(
                            call.place(),
                            "unknown-word",
                            "'" + call.word() + "' is a task type; tasks stand in tasks { ... }");
                } else {
                    workflow.unknownWord(call.word(), call.place());
                }
            }
        }
        return null;
    }

    private void parts(WordCall call, Block block) {
        Closure<?> braces = call.block();
        if (braces == null || call.positional().size() > 1 || !call.named().isEmpty()) {
            draft.cutShort(
                    call.place(), "wrong-type", "'" + call.word() + "' takes a block: " + call.word() + " { ... }");
        } else {
            run.inside(block, braces);
        }
    }

    /** {@code t('name') { setting value }} or {@code t 'name', setting: value}. */
    private @Nullable Object part(WordCall call, String kind, BiFunction<String, Place, PartDraft> add) {
        List<?> settings = named(call, kind);
        if (settings != null) {
            PartDraft part = add.apply(name(call), namePlace(call));
            typed(part, kebab(call.word()), call);
            new PartBlock(draft, run, part, Expected.nothing()).fill(call, settings);
        }
        return null;
    }

    private @Nullable Object task(WordCall call, BiFunction<String, Place, PartDraft> add) {
        List<?> settings = named(call, "task");
        if (settings == null) {
            return null;
        }
        PartDraft part = add.apply(name(call), namePlace(call));
        TaskDescription type = taskType(call.word());
        typed(part, type == null ? kebab(call.word()) : type.name(), call);
        // The planner says that a type is unknown; what its settings mean is unknown too, so they are left unread.
        if (type != null) {
            Expected expected = new Expected.OfTask(draft.catalog().schema(type));
            new PartBlock(draft, run, part, expected).fill(call, settings);
        }
        return run.handle(name(call), namePlace(call));
    }

    /** What stands behind the name; null, and reported, where there is no name. */
    private @Nullable List<?> named(WordCall call, String kind) {
        List<?> values = call.values();
        if (!values.isEmpty() && values.get(0) instanceof CharSequence) {
            return values.subList(1, values.size());
        }
        draft.incomplete();
        draft.problem(
                call.place(),
                "missing",
                "a " + kind + " has a name: " + call.word() + "('name') { ... } or " + call.word()
                        + " 'name', setting: value");
        return null;
    }

    private static String name(WordCall call) {
        return call.values().get(0).toString();
    }

    private static Place namePlace(WordCall call) {
        return call.site().positional().item(0).place();
    }

    private void typed(PartDraft part, String type, WordCall call) {
        part.set("type", call.place(), draft.at(new Literal(type), call.place()));
    }

    private @Nullable TaskDescription taskType(String word) {
        for (TaskDescription description : draft.catalog().descriptions()) {
            if (description.camelName().equals(word)) {
                return description;
            }
        }
        return null;
    }

    /** {@code retrain-on-drift} for {@code retrainOnDrift}. */
    private static String kebab(String word) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            kebab.append(Character.isUpperCase(c) && i > 0 ? "-" : "").append(c);
        }
        return kebab.toString().toLowerCase(Locale.ROOT);
    }
}
