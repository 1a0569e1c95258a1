package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Attempts;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.spec.TaskSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Splits what a task says into the engine's words and its type's settings, and resolves the workflow's defaults. */
final class TaskRules {

    private static final Set<String> WORDS = Set.of("type", "after", "when", "runIf", "retry", "timeout");
    private static final Set<String> LATER = Set.of(
            "forEach",
            "repeat",
            "resources",
            "pool",
            "priority",
            "cache",
            "allowFailure",
            "onFailure",
            "executor",
            "image",
            "env",
            "outputs",
            "tags");
    private static final List<String> DEFAULTS = List.of("retry", "timeout");

    private final Draft draft;
    private final Constants constants;
    private final RetryRules retryRules;
    private final String workflow;
    private final RetryPolicy defaultRetry;
    private final @Nullable Duration defaultTimeout;

    TaskRules(Draft draft, Constants constants, String workflow, PartDraft defaults) {
        this.draft = draft;
        this.constants = constants;
        this.retryRules = new RetryRules(draft, constants);
        this.workflow = workflow;
        for (Word word : defaults.words()) {
            if (!DEFAULTS.contains(word.name())) {
                draft.problem(
                        word.place(),
                        "unknown-word",
                        LATER.contains(word.name())
                                ? "'" + word.name() + "' is not known here yet"
                                : "'defaults' has no '" + word.name() + "'." + NearestName.hint(word.name(), DEFAULTS));
            }
        }
        this.defaultRetry = retry(defaults, RetryPolicy.NONE);
        this.defaultTimeout = timeout(defaults, null);
    }

    @Nullable
    TaskSpec build(PartDraft part) {
        draft.places().put(Places.task(workflow, part.name()), part.place());
        String type = type(part);
        Map<String, Expression> settings = new LinkedHashMap<>();
        for (Word word : part.words()) {
            draft.name(Places.setting(workflow, part.name(), word.name()), word.place(), word.value());
            if (WORDS.contains(word.name())) {
                continue;
            }
            if (type != null && LATER.contains(word.name()) && !takes(type, word.name())) {
                draft.problem(word.place(), "unknown-word", "'" + word.name() + "' is not known here yet");
            } else {
                settings.put(word.name(), word.value());
            }
        }
        Word when = part.word("when");
        Set<String> after = after(part);
        RunIf runIf = runIf(part);
        RetryPolicy retry = retry(part, defaultRetry);
        Duration timeout = timeout(part, defaultTimeout);
        if (type == null) {
            return null;
        }
        Expression condition = when == null ? null : when.value();
        return new TaskSpec(
                part.name(),
                type,
                settings,
                new Flow(after, condition, runIf, false, Flow.OnFailure.FINISH, null, false),
                new Attempts(retry, timeout, null),
                Placement.PLAIN,
                CachePolicy.BY_TYPE);
    }

    private @Nullable String type(PartDraft part) {
        Word word = part.word("type");
        if (word == null) {
            draft.problem(part.place(), "missing", part.title() + " has no type; say which with 'type'");
            return null;
        }
        return constants.text(word);
    }

    /** Whether a task type has a setting of this name; then the word is the type's, not the engine's. */
    private boolean takes(String type, String word) {
        return draft.catalog()
                .find(type)
                .flatMap(found -> draft.catalog().schema(found.description()).setting(word))
                .isPresent();
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

    private RunIf runIf(PartDraft part) {
        Word word = part.word("runIf");
        String said = word == null ? null : constants.text(word);
        if (word == null || said == null) {
            return RunIf.ALL_SUCCEEDED;
        }
        RunIf found = RunIf.ofWord(said).orElse(null);
        if (found == null) {
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "unknown-choice",
                    "'runIf' is one of " + String.join(", ", RunIf.words()) + ", found '" + said + "'."
                            + NearestName.of(said, RunIf.words())
                                    .map(name -> " Did you mean '" + name + "'?")
                                    .orElse(""));
            return RunIf.ALL_SUCCEEDED;
        }
        return found;
    }

    private RetryPolicy retry(PartDraft part, RetryPolicy otherwise) {
        Word word = part.word("retry");
        RetryPolicy policy = word == null ? null : retryRules.build(word);
        return policy == null ? otherwise : policy;
    }

    private @Nullable Duration timeout(PartDraft part, @Nullable Duration otherwise) {
        Word word = part.word("timeout");
        Duration timeout = word == null ? null : constants.duration(word);
        return timeout == null ? otherwise : timeout;
    }
}
