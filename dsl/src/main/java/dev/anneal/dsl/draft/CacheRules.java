package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.CachePolicy.Mode;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cache: on}, {@code off}, or {@code {ttl: 7d, version: "2"}}. */
final class CacheRules {

    private static final List<String> OPTIONS = EngineWords.CACHE;

    private enum Switch {
        ON,
        OFF
    }

    private final Draft draft;
    private final Constants constants;

    CacheRules(Draft draft, Constants constants) {
        this.draft = draft;
        this.constants = constants;
    }

    /**
     * What a task says. One that says how old a result may be asks for reuse, whatever its type.
     *
     * @param otherwise what holds where it does not say, or says something wrong
     */
    CachePolicy build(PartDraft task, CachePolicy otherwise) {
        CachePolicy said = said(task);
        if (said == null) {
            return otherwise;
        }
        boolean asks = said.ttl() != null && said.mode() == Mode.BY_TYPE;
        return asks ? new CachePolicy(Mode.ON, said.ttl(), said.version()) : said;
    }

    /** What defaults say: how old results may be, of those tasks whose results are reused at all. */
    CachePolicy defaults(PartDraft defaults) {
        CachePolicy said = said(defaults);
        return said == null ? CachePolicy.BY_TYPE : said;
    }

    private @Nullable CachePolicy said(PartDraft part) {
        Word word = part.word("cache");
        if (word == null) {
            return null;
        } else if (word.value() instanceof MapOf map) {
            return policy(new Options(draft, word, map, OPTIONS));
        }
        Switch said = constants.choice(word, Switch.class, "a map with " + String.join(", ", OPTIONS));
        return said == null ? null : new CachePolicy(said == Switch.ON ? Mode.ON : Mode.OFF, null, "");
    }

    private @Nullable CachePolicy policy(Options options) {
        Word ttlWord = options.get("ttl");
        Word versionWord = options.get("version");
        if (ttlWord == null && versionWord == null) {
            options.missing(
                    "ttl", "how old a result may be, or 'version', which makes older results void when it changes");
            return null;
        }
        Duration ttl = ttlWord == null ? null : constants.duration(ttlWord);
        return new CachePolicy(Mode.BY_TYPE, ttl, versionWord == null ? "" : version(versionWord));
    }

    private String version(Word word) {
        if (word.value() instanceof Literal literal) {
            if (literal.value() instanceof BigDecimal number) {
                return number.toPlainString();
            } else if (literal.value() instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        constants.misfit(word, word.value(), "a text or a number", "");
        return "";
    }
}
