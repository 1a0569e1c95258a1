package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.spec.TriggerSpec.CatchUp;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a cron trigger may say. */
final class TriggerRules {

    private static final List<String> OPTIONS = EngineWords.TRIGGER;
    private static final Set<String> LATER_TYPES = Set.of("file", "event", "webhook", "interval", "run");

    private final Draft draft;
    private final Constants constants;

    TriggerRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    @Nullable
    TriggerSpec build(PartDraft part) {
        if (!cron(part)) {
            return null;
        }
        for (Word word : part.words()) {
            if (!OPTIONS.contains(word.name())) {
                draft.problem(
                        word.place(),
                        "unknown-word",
                        "a cron trigger has no '" + word.name() + "'." + NearestName.hint(word.name(), OPTIONS));
            }
        }
        String at = at(part);
        String zone = zone(part);
        CatchUp catchUp = catchUp(part);
        return at == null || zone == null || catchUp == null ? null : new TriggerSpec(part.name(), at, zone, catchUp);
    }

    private boolean cron(PartDraft part) {
        Word word = part.word("type");
        if (word == null) {
            draft.problem(part.place(), "missing", part.title() + " has no type; write 'type: cron'");
            return false;
        }
        String type = constants.text(word);
        if (type != null && !type.equals("cron")) {
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "unknown-type",
                    LATER_TYPES.contains(type)
                            ? "the trigger type '" + type + "' is not known here yet"
                            : "there is no trigger type '" + type + "'." + NearestName.hint(type, List.of("cron")));
        }
        return "cron".equals(type);
    }

    private @Nullable String at(PartDraft part) {
        Word word = part.word("at");
        if (word == null) {
            draft.problem(
                    part.place(),
                    "missing",
                    part.title() + " has no 'at': a cron expression, seconds first, such as \"0 0 3 * * ?\"");
            return null;
        }
        String cron = constants.text(word);
        if (cron == null) {
            return null;
        }
        Optional<String> problem = draft.cron().problem(cron);
        problem.ifPresent(
                reason -> draft.problem(
                        draft.placeOf(word.value(), word),
                        "bad-cron",
                        "'" + cron + "' is no cron expression: " + reason
                                + ". It has six or seven fields: second, minute, hour, day of month, month, day of week, year"));
        return problem.isPresent() ? null : cron;
    }

    private @Nullable String zone(PartDraft part) {
        Word word = part.word("zone");
        if (word == null) {
            return "UTC";
        }
        String zone = constants.text(word);
        if (zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            String hint = NearestName.of(zone, ZoneId.getAvailableZoneIds())
                    .map(name -> ". Did you mean '" + name + "'?")
                    .orElse(", such as Europe/Berlin or UTC");
            draft.problem(
                    draft.placeOf(word.value(), word),
                    "bad-zone",
                    "there is no time zone '" + zone + "'; 'zone' takes an IANA name" + hint);
            return null;
        }
    }

    private @Nullable CatchUp catchUp(PartDraft part) {
        Word word = part.word("catchUp");
        if (word == null) {
            return CatchUp.LATEST;
        }
        String said = constants.text(word);
        if (said == null) {
            return null;
        }
        for (CatchUp value : CatchUp.values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(said)) {
                return value;
            }
        }
        draft.problem(
                draft.placeOf(word.value(), word),
                "unknown-choice",
                "'catchUp' is one of skip, latest, all, found '" + said + "'");
        return null;
    }
}
