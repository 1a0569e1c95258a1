package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Attempts;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Flow.OnFailure;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.WorldEffect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits what a task says into the engine's words and its type's settings, and resolves the workflow's defaults. */
final class TaskRules {

    private static final Set<String> LATER = Set.of("image", "env", "outputs", "tags");
    /** Words that hold names, which the planner looks for. */
    private static final Set<String> NAMING = Set.of("after", "pool");

    private static final List<String> DEFAULTS = EngineWords.DEFAULTS;

    private final Draft draft;
    private final Constants constants;
    private final String workflow;
    private final FlowRules flowRules;
    private final AttemptRules attemptRules;
    private final PlacementRules placementRules;
    private final CacheRules cacheRules;
    private final Defaults defaults;

    /** What holds for every task that does not say otherwise. */
    private record Defaults(OnFailure onFailure, Attempts attempts, Placement placement, CachePolicy cache) {}

    TaskRules(Draft draft, Constants constants, String workflow, PartDraft defaults) {
        this.draft = draft;
        this.constants = constants;
        this.workflow = workflow;
        this.flowRules = new FlowRules(draft, constants);
        this.attemptRules = new AttemptRules(draft, constants);
        this.placementRules = new PlacementRules(draft, constants);
        this.cacheRules = new CacheRules(draft, constants);
        this.defaults = defaults(defaults);
    }

    private Defaults defaults(PartDraft part) {
        for (Word word : part.words()) {
            if (!DEFAULTS.contains(word.name())) {
                draft.problem(
                        word.place(),
                        "unknown-word",
                        LATER.contains(word.name())
                                ? "'" + word.name() + "' is not known here yet"
                                : "'defaults' has no '" + word.name() + "'." + NearestName.hint(word.name(), DEFAULTS));
            }
        }
        PartDraft known = part.only(word -> DEFAULTS.contains(word.name()));
        return new Defaults(
                flowRules.onFailure(known, OnFailure.FINISH),
                attemptRules.build(known, Attempts.ONCE),
                placementRules.build(known, Placement.PLAIN),
                cacheRules.defaults(known));
    }

    /**
     * The task, of no type where that could not be read.
     *
     * @param always whether it stands under {@code always}
     */
    TaskSpec build(PartDraft part, boolean always) {
        draft.places().put(Places.task(workflow, part.name()), part.place());
        String type = type(part);
        SettingsSchema schema = type == null ? null : schema(type);
        Map<String, Expression> settings = new LinkedHashMap<>();
        for (Word word : part.words()) {
            draft.name(Places.setting(workflow, part.name(), word.name()), word.place(), word.value());
            if (TaskWords.has(word.name(), schema)) {
                if (NAMING.contains(word.name())) {
                    nameNames(part, word);
                }
                continue;
            }
            boolean later = LATER.contains(word.name())
                    && (schema == null || schema.setting(word.name()).isEmpty());
            if (type != null && later) {
                draft.problem(word.place(), "unknown-word", "'" + word.name() + "' is not known here yet");
            } else {
                settings.put(word.name(), word.value());
            }
        }
        PartDraft engine = part.only(word -> TaskWords.has(word.name(), schema));
        Flow flow = flowRules.build(engine, defaults.onFailure(), always);
        Attempts attempts = attemptRules.build(engine, defaults.attempts());
        Placement placement = placementRules.build(engine, defaults.placement());
        CachePolicy cache = cacheRules.build(engine, cacheDefault(type));
        return new TaskSpec(part.name(), type == null ? "" : type, settings, flow, attempts, placement, cache);
    }

    /** Says where each name stands that a word holds: {@code w/tasks/t/after/checks}. */
    private void nameNames(PartDraft part, Word word) {
        List<Expression> items = word.value() instanceof ListOf list ? list.items() : List.of(word.value());
        for (Expression item : items) {
            String name = item instanceof Reference reference
                    ? reference.root()
                    : item instanceof Literal literal && literal.value() instanceof String text ? text : "";
            if (!name.isEmpty()) {
                String path = Places.setting(workflow, part.name(), word.name()) + "/" + name;
                draft.places().put(path, draft.placeOf(item, word));
            }
        }
    }

    private @Nullable String type(PartDraft part) {
        Word word = part.word("type");
        if (word == null) {
            draft.problem(part.place(), "missing", part.title() + " has no type; say which with 'type'");
            return null;
        }
        return constants.text(word);
    }

    /** Defaults ask for no reuse of what changes the world, which cannot be. */
    private CachePolicy cacheDefault(@Nullable String type) {
        CachePolicy said = defaults.cache();
        boolean never = type != null
                && draft.catalog()
                        .find(type)
                        .filter(found -> found.description().worldEffect() == WorldEffect.CHANGES_WORLD)
                        .isPresent();
        return never && said.mode() == CachePolicy.Mode.ON
                ? new CachePolicy(CachePolicy.Mode.BY_TYPE, said.ttl(), said.version())
                : said;
    }

    private @Nullable SettingsSchema schema(String type) {
        return draft.catalog()
                .find(type)
                .map(found -> draft.catalog().schema(found.description()))
                .orElse(null);
    }
}
