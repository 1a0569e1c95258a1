package dev.anneal.dsl.write;

import dev.anneal.engine.spec.Expression;
import java.util.List;

/**
 * A word with what stands behind it, in neither form yet.
 *
 * @param path names the word among the file's places; empty where it has none of its own
 */
record Said(String word, Content content, String path) {

    /** What stands behind a word. */
    sealed interface Content {

        /** A value: constants, lists, maps, references, texts with {@code ${...}} in them. */
        record Value(Expression value) implements Content {}

        /** An expression that is the value: bare in YAML, in braces in Groovy. */
        record Condition(Expression expression) implements Content {}

        /** A map. */
        record Words(List<Said> words) implements Content {
            public Words {
                words = List.copyOf(words);
            }
        }

        /** Tasks, at least one: texts in YAML, bare names in Groovy. */
        record Tasks(List<String> names) implements Content {
            public Tasks {
                names = List.copyOf(names);
            }
        }
    }
}
