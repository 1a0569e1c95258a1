package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Said.Content;
import dev.anneal.engine.spec.Durations;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gathers words in order. What is null, and what the language means where nothing is said, is left out. */
final class WordList {

    private final String path;
    private final List<Said> words = new ArrayList<>();

    /** @param path of what the words belong to */
    WordList(String path) {
        this.path = path;
    }

    List<Said> words() {
        return words;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    WordList put(String word, @Nullable Content content) {
        if (content != null) {
            words.add(new Said(word, content, path + "/" + word));
        }
        return this;
    }

    /** A constant, whatever it is. */
    WordList constant(String word, @Nullable Object value) {
        return put(word, value == null ? null : new Content.Value(new Literal(value)));
    }

    /** A constant, unless it is what holds where nothing is said. */
    WordList constant(String word, Object value, Object unsaid) {
        return value.equals(unsaid) ? this : constant(word, value);
    }

    /** A constant of an enum in kebab-case, unless it is what holds where nothing is said. */
    WordList choice(String word, Enum<?> value, @Nullable Enum<?> unsaid) {
        return value == unsaid ? this : constant(word, word(value));
    }

    WordList duration(String word, @Nullable Duration value) {
        return value == null ? this : constant(word, Durations.text(value));
    }

    WordList duration(String word, Duration value, Duration unsaid) {
        return value.equals(unsaid) ? this : duration(word, value);
    }

    /** Texts, one of them alone as it is; none is nothing said. */
    WordList texts(String word, Collection<String> texts) {
        return texts.size() == 1
                ? constant(word, texts.iterator().next())
                : texts.isEmpty() ? this : put(word, new Content.Value(list(texts)));
    }

    WordList value(String word, @Nullable Expression value) {
        return put(word, value == null ? null : new Content.Value(value));
    }

    WordList condition(String word, @Nullable Expression condition) {
        return put(word, condition == null ? null : new Content.Condition(condition));
    }

    static ListOf list(Collection<String> texts) {
        return new ListOf(
                texts.stream().<Expression>map(text -> new Literal(text)).toList());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
