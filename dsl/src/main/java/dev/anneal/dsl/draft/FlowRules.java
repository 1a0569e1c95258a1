package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Flow.OnFailure;
import dev.anneal.engine.spec.RunIf;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** When a task runs and what its end means: {@code after when runIf allowFailure onFailure}, and its repetition. */
final class FlowRules {

    private final Constants constants;
    private final RepetitionRules repetitionRules;

    FlowRules(Draft draft, Constants constants) {
        this.constants = constants;
        this.repetitionRules = new RepetitionRules(draft, constants);
    }

    /**
     * @param otherwise what its failure means where the task does not say
     * @param always whether it stands under {@code always}
     */
    Flow build(PartDraft part, OnFailure otherwise, boolean always) {
        Word when = part.word("when");
        return new Flow(
                after(part),
                when == null ? null : when.value(),
                runIf(part, always ? RunIf.ALL_DONE : RunIf.ALL_SUCCEEDED),
                allowFailure(part),
                onFailure(part, otherwise),
                repetitionRules.build(part),
                always);
    }

    OnFailure onFailure(PartDraft part, OnFailure otherwise) {
        Word word = part.word("onFailure");
        OnFailure said = word == null ? null : constants.choice(word, OnFailure.class, "");
        return said == null ? otherwise : said;
    }

    private Set<String> after(PartDraft part) {
        Set<String> names = new TreeSet<>();
        Word word = part.word("after");
        if (word == null) {
            return names;
        }
        List<Expression> items = word.value() instanceof ListOf list ? list.items() : List.of(word.value());
        for (Expression item : items) {
            if (item instanceof Reference reference && reference.path().size() == 1) {
                names.add(reference.root());
            } else if (item instanceof Literal literal && literal.value() instanceof String text) {
                if (Names.identifier(text)) {
                    names.add(text);
                } else {
                    constants.misfit(word, item, "the names of tasks", "");
                }
            } else {
                String advice = item instanceof Reference reference ? "; name the task alone: " + reference.root() : "";
                constants.misfit(word, item, "the names of tasks", advice);
            }
        }
        return names;
    }

    private RunIf runIf(PartDraft part, RunIf otherwise) {
        Word word = part.word("runIf");
        RunIf said = word == null ? null : constants.choice(word, RunIf.class, "");
        return said == null ? otherwise : said;
    }

    private boolean allowFailure(PartDraft part) {
        Word word = part.word("allowFailure");
        return word != null && Boolean.TRUE.equals(constants.flag(word));
    }
}
