package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.TaskWords;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import org.jspecify.annotations.Nullable;

/**
 * Which words the braces hold that are being compiled, so far as it can be told from the text.
 *
 * @param expected what the words take, for {@link Kind#WORDS}
 */
record Level(Kind kind, Expected expected) {

    /** What stands in the braces. */
    enum Kind {
        /** Outside of workflows: also in the script's own methods and closures, which may build tasks. */
        FILE,
        WORKFLOW,
        /** Parameters or triggers. */
        PARTS,
        TASKS,
        /** Words with values: settings, options, keys of a map. */
        WORDS
    }

    static final Level FILE = new Level(Kind.FILE, Expected.nothing());

    boolean words() {
        return kind == Kind.WORDS;
    }

    /** What a word takes here; null where that is unknown. */
    @Nullable
    SettingType type(String word) {
        return switch (kind) {
            // Braces with what several tasks say may stand outside of them; nothing else has these words.
            case FILE, WORKFLOW, TASKS -> TaskWords.type(word);
            case WORDS -> expected.of(word);
            case PARTS -> null;
        };
    }

    /** What stands in the braces behind a word. */
    Level inside(String word, TaskCatalog catalog) {
        return switch (kind) {
            case FILE -> {
                SettingsSchema schema = schema(word, catalog);
                yield word.equals("workflow")
                        ? new Level(Kind.WORKFLOW, Expected.nothing())
                        : schema == null ? ofMap(type(word)) : ofTask(schema);
            }
            case WORKFLOW ->
                switch (word) {
                    case "params", "triggers" -> new Level(Kind.PARTS, Expected.nothing());
                    case "tasks", "always" -> new Level(Kind.TASKS, Expected.nothing());
                    default -> ofMap(type(word));
                };
            case PARTS -> ofMap(null);
            case TASKS -> TaskWords.has(word, null) ? ofMap(type(word)) : ofTask(schema(word, catalog));
            case WORDS -> ofMap(expected.of(word));
        };
    }

    /**
     * Whether the braces behind a word are left unread, because a task's type or the setting is unknown: the planner says
     * so, and what the braces mean nobody can tell.
     */
    boolean unread(String word, Level inside) {
        if (kind == Kind.TASKS) {
            return inside.expected() instanceof Expected.OfTask task && task.schema() == null;
        }
        return expected.unknown(word);
    }

    static Level ofMap(@Nullable SettingType type) {
        return new Level(Kind.WORDS, new Expected.Inside(type));
    }

    private static Level ofTask(@Nullable SettingsSchema schema) {
        return new Level(Kind.WORDS, new Expected.OfTask(schema));
    }

    private static @Nullable SettingsSchema schema(String word, TaskCatalog catalog) {
        return catalog.descriptions().stream()
                .filter(description -> description.camelName().equals(word))
                .findFirst()
                .map((TaskDescription description) -> catalog.schema(description))
                .orElse(null);
    }
}
