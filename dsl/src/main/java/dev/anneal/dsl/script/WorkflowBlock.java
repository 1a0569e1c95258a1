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
            case "description" -> {
                Said said = new Said(draft, run, null);
                workflow.description(call.place(), said.value(call));
            }
            case "params" -> parts(call, this::parameter);
            case "triggers" -> parts(call, this::trigger);
            case "tasks" -> parts(call, this::task);
            case "defaults" ->
                new PartBlock(draft, run, workflow.defaults(), Expected.nothing()).fill(call, call.values());
            default -> {
                boolean misplaced = taskType(call.word()) != null;
                if (misplaced) {
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

    private @Nullable Object parameter(WordCall call) {
        return declared(call, "parameter", kebab(call.word()), null);
    }

    private @Nullable Object trigger(WordCall call) {
        return declared(call, "trigger", kebab(call.word()), null);
    }

    private @Nullable Object task(WordCall call) {
        TaskDescription type = taskType(call.word());
        return declared(call, "task", type == null ? kebab(call.word()) : type.name(), type);
    }

    /** {@code t('name') { setting value }} or {@code t 'name', setting: value}. */
    private @Nullable Object declared(WordCall call, String kind, String type, @Nullable TaskDescription task) {
        List<?> values = call.values();
        if (values.isEmpty() || !(values.get(0) instanceof CharSequence)) {
            draft.problem(
                    call.place(),
                    "missing",
                    "a " + kind + " has a name: " + call.word() + "('name') { ... } or " + call.word()
                            + " 'name', setting: value");
            return null;
        }
        String name = values.get(0).toString();
        Place place = call.site().positional().item(0).place();
        PartDraft part = switch (kind) {
            case "parameter" -> workflow.parameter(name, place);
            case "trigger" -> workflow.trigger(name, place);
            default -> workflow.task(name, place);
        };
        part.set("type", call.place(), draft.at(new Literal(type), call.place()));
        if (!kind.equals("task")) {
            new PartBlock(draft, run, part, Expected.nothing()).fill(call, values.subList(1, values.size()));
            return null;
        }
        // The planner says that a type is unknown; what its settings mean is unknown too, so they are left unread.
        if (task != null) {
            new PartBlock(draft, run, part, new Expected.OfTask(draft.catalog().schema(task)))
                    .fill(call, values.subList(1, values.size()));
        }
        return run.handle(name, place);
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
