package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.draft.PartDraft;
import groovy.lang.Closure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind the name of a parameter, a trigger or a task, or behind {@code defaults}: words with values. */
final class PartBlock implements Block {

    private final Draft draft;
    private final ScriptRun run;
    private final PartDraft part;
    private final Expected expected;

    PartBlock(Draft draft, ScriptRun run, PartDraft part, Expected expected) {
        this.draft = draft;
        this.run = run;
        this.part = part;
        this.expected = expected;
    }

    /** Takes the named values of a call and runs its block; {@code surplus} are values that stand behind the name. */
    void fill(WordCall call, List<?> surplus) {
        if (!surplus.isEmpty()) {
            draft.problem(
                    call.site().positional().item(1).place(),
                    "mixed-values",
                    "behind the name stand settings only: " + call.word() + "('name') { setting value } or "
                            + call.word() + " 'name', setting: value");
        }
        Spot spots = call.site().named();
        call.named().forEach((key, value) -> {
            String word = String.valueOf(key);
            part.set(
                    word,
                    spots.keys().getOrDefault(word, call.place()),
                    new Said(draft, run, expected.of(word)).one(word, value, spots.entry(word)));
        });
        Closure<?> block = call.block();
        if (block != null) {
            run.inside(this, block);
        }
    }

    @Override
    public @Nullable Object word(WordCall call) {
        part.set(call.word(), call.place(), new Said(draft, run, expected.of(call.word())).value(call));
        return null;
    }
}
