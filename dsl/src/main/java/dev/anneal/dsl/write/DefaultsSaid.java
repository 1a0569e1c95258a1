package dev.anneal.dsl.write;

import dev.anneal.dsl.draft.TaskWords;
import dev.anneal.dsl.write.Said.Content;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The defaults that a file has, which its spec knows only as what they made of each task. Where places tell which words a
 * task says itself, what the others have is the default; without places there are none but what no task could say.
 */
final class DefaultsSaid {

    private static final List<String> WORDS =
            List.of("retry", "timeout", "resources", "priority", "cache", "onFailure", "executor");

    private final WorkflowSpec spec;
    private final @Nullable Places places;
    private final Function<TaskSpec, @Nullable SettingsSchema> schemas;
    private final Map<String, Content> defaults = new LinkedHashMap<>();

    DefaultsSaid(WorkflowSpec spec, @Nullable Places places, Function<TaskSpec, @Nullable SettingsSchema> schemas) {
        this.spec = spec;
        this.places = places;
        this.schemas = schemas;
        for (String word : WORDS) {
            spec.tasks().stream()
                    .filter(task -> !says(task, word))
                    .map(task -> new TaskSaid(task).engine(word))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(content -> defaults.put(word, content));
        }
    }

    List<Said> words() {
        WordList words = new WordList(spec.name() + "/defaults");
        defaults.forEach(words::put);
        return words.words();
    }

    /** What a task itself says of one of the engine's words; null for nothing. */
    @Nullable
    Content beside(TaskSpec task, String word) {
        Content content = new TaskSaid(task).engine(word);
        Content unsaid = defaults.get(word);
        if (places == null) {
            return Objects.equals(content, unsaid)
                    ? null
                    : content == null && unsaid != null
                            ? TaskSaid.unsaid(word, task.flow().always())
                            : content;
        } else if (!says(task, word)) {
            return null;
        }
        return content == null ? TaskSaid.unsaid(word, task.flow().always()) : content;
    }

    private boolean says(TaskSpec task, String word) {
        if (places != null) {
            return places.exactly(Places.setting(spec.name(), task.name(), word))
                            .isPresent()
                    && TaskWords.has(word, schemas.apply(task));
        }
        CachePolicy cache = task.cache();
        boolean onlyByDefault = word.equals("cache") && cache.mode() == CachePolicy.Mode.BY_TYPE && cache.ttl() != null;
        // What a task cannot say itself because its type has the word as a setting.
        return !onlyByDefault && TaskWords.has(word, schemas.apply(task));
    }
}
