package dev.anneal.dsl.write;

import java.util.List;

/**
 * A workflow as a file says it, in neither form yet.
 *
 * @param header the words that stand before its parts
 * @param sections its parts and {@code defaults} and {@code outputs}, in the order in which they are written
 */
record Document(String name, List<Said> header, List<Section> sections) {

    Document {
        header = List.copyOf(header);
        sections = List.copyOf(sections);
    }

    /** What stands below one word of the workflow. Never empty. */
    sealed interface Section {

        String word();

        /** Parameters, triggers or tasks. */
        record Parts(String word, List<Part> parts) implements Section {
            public Parts {
                parts = List.copyOf(parts);
            }
        }

        /** Words with values. */
        record Words(String word, List<Said> words) implements Section {
            public Words {
                words = List.copyOf(words);
            }
        }
    }

    /**
     * A parameter, a trigger or a task.
     *
     * @param type kebab-case
     * @param path names it among the file's places
     */
    record Part(String name, String type, List<Said> words, String path) {
        Part {
            words = List.copyOf(words);
        }
    }
}
