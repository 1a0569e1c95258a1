package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.PartDraft.Word;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.MapOf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a map behind a word, such as {@code retry: {retries: 3}}: each is a word of its own. */
final class Options {

    private final Draft draft;
    private final Word word;
    private final MapOf map;

    /** Reports every key that is not among {@code known}. */
    Options(Draft draft, Word word, MapOf map, List<String> known) {
        this.draft = draft;
        this.word = word;
        this.map = map;
        for (String key : map.entries().keySet()) {
            if (!known.contains(key)) {
                draft.problem(
                        draft.placeOfKey(map, key, word),
                        "unknown-word",
                        "'" + word.name() + "' has no '" + key + "'." + NearestName.hint(key, known));
            }
        }
    }

    /** Null where it is not said. */
    @Nullable
    Word get(String key) {
        Expression value = map.entries().get(key);
        return value == null ? null : new Word(key, draft.placeOfKey(map, key, word), value);
    }

    /** Reports that a key must be there. */
    void missing(String key, String what) {
        draft.problem(draft.placeOf(map, word), "missing", "'" + word.name() + "' needs '" + key + "', " + what);
    }
}
