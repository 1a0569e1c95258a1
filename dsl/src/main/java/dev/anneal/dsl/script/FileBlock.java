package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.problem.NearestName;
import groovy.lang.Closure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file itself: {@code workflow('loans') { ... }}. */
final class FileBlock implements Block {

    private final Draft draft;
    private final ScriptRun run;

    FileBlock(Draft draft, ScriptRun run) {
        this.draft = draft;
        this.run = run;
    }

    @Override
    public @Nullable Object word(WordCall call) {
        if (!call.word().equals("workflow")) {
            draft.incomplete();
            String hint = NearestName.of(call.word(), List.of("workflow"))
                    .map(name -> ". Did you mean '" + name + "'?")
                    .orElse("");
            draft.problem(
                    call.place(),
                    "unknown-word",
                    "'" + call.word()
                            + "' means nothing here: outside of its workflows a file has no words but workflow('name') { ... }"
                            + hint);
            return null;
        }
        Closure<?> block = call.block();
        List<?> values = call.values();
        boolean named = values.size() == 1
                && values.get(0) instanceof CharSequence
                && call.named().isEmpty();
        if (!named || block == null) {
            draft.problem(call.place(), "wrong-type", "a workflow is written workflow('name') { ... }");
        }
        if (named && block != null) {
            run.inside(
                    new WorkflowBlock(
                            draft,
                            run,
                            draft.workflow(
                                    values.get(0).toString(),
                                    call.site().positional().item(0).place())),
                    block);
        }
        return null;
    }
}
