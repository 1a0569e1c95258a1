package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A parameter, a trigger, a task, or the defaults of a workflow: a name and words with values. */
public final class PartDraft {

    /**
     * One word of a part.
     *
     * @param place of the word itself
     */
    record Word(String name, Place place, Expression value) {}

    private final Draft draft;
    private final String kind;
    private final String name;
    private final Place place;
    private final Map<String, Word> words = new LinkedHashMap<>();

    PartDraft(Draft draft, String kind, String name, Place place) {
        this.draft = draft;
        this.kind = kind;
        this.name = name;
        this.place = place;
    }

    /** Says what a word is; a word that was said before is a problem. */
    public void set(String word, Place at, Expression value) {
        Word before = words.putIfAbsent(word, new Word(word, at, value));
        if (before != null) {
            draft.problem(
                    at,
                    "duplicate-key",
                    "'" + word + "' is said twice of " + title() + ", the first time in line "
                            + before.place().line() + "; keep one of them");
        }
    }

    public String name() {
        return name;
    }

    public Place place() {
        return place;
    }

    /** {@code task 'model'}. */
    String title() {
        return name.isEmpty() ? "'" + kind + "'" : kind + " '" + name + "'";
    }

    @Nullable
    Word word(String word) {
        return words.get(word);
    }

    /** The same part with only some of its words. */
    PartDraft only(Predicate<Word> wanted) {
        PartDraft part = new PartDraft(draft, kind, name, place);
        words.values().stream().filter(wanted).forEach(word -> part.words.put(word.name(), word));
        return part;
    }

    Collection<Word> words() {
        return words.values();
    }
}
