package dev.anneal.dsl.write;

import dev.anneal.dsl.draft.TaskWords;
import dev.anneal.dsl.write.Document.Part;
import dev.anneal.dsl.write.Document.Section;
import dev.anneal.dsl.write.Said.Content;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Limits;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file says to come to a workflow's spec. A word of the language has one line here, or in {@link TaskSaid}. */
final class SpecSaid {

    private final WorkflowSpec spec;
    private final TaskCatalog catalog;
    private final @Nullable Places places;
    private final DefaultsSaid defaults;

    /** @param places of the file that the spec was read from, which tell what it said and in which order; null for none */
    SpecSaid(WorkflowSpec spec, TaskCatalog catalog, @Nullable Places places) {
        this.spec = spec;
        this.catalog = catalog;
        this.places = places;
        this.defaults = new DefaultsSaid(spec, places, this::schema);
    }

    Document document() {
        List<Section> sections = new ArrayList<>();
        parts(
                sections,
                "params",
                spec.parameters().stream().map(this::parameter).toList());
        parts(sections, "triggers", spec.triggers().stream().map(this::trigger).toList());
        words(sections, "defaults", defaults.words());
        parts(sections, "tasks", tasks(false));
        WordList outputs = new WordList(spec.name() + "/outputs");
        spec.outputs().forEach(outputs::value);
        words(sections, "outputs", outputs.words());
        parts(sections, "always", tasks(true));
        return new Document(spec.name(), header(), sections);
    }

    private List<Said> header() {
        Limits limits = spec.limits();
        return new WordList(spec.name())
                .constant("description", spec.description(), "")
                .put("concurrency", concurrency(limits.concurrency()))
                .duration("timeout", limits.timeout())
                .constant("atOnce", limits.atOnce(), 0)
                .words();
    }

    private static @Nullable Content concurrency(Concurrency concurrency) {
        if (concurrency.equals(Concurrency.PARALLEL)) {
            return null;
        } else if (concurrency.policy() == Concurrency.Policy.QUEUE && concurrency.limit() > 1) {
            return new Content.Words(
                    new WordList("").constant("parallel", concurrency.limit()).words());
        }
        return new Content.Value(new Literal(WordList.word(concurrency.policy())));
    }

    private Part parameter(ParameterSpec parameter) {
        String path = Places.parameter(spec.name(), parameter.name());
        boolean optional = parameter.defaultValue() == null && !parameter.required();
        List<Said> words = new WordList(path)
                .texts("choices", parameter.choices())
                .constant("default", parameter.defaultValue())
                .constant("min", parameter.min())
                .constant("max", parameter.max())
                .constant("required", optional ? Boolean.FALSE : null)
                .constant("help", parameter.help(), "")
                .words();
        return new Part(parameter.name(), WordList.word(parameter.type()), words, path);
    }

    private Part trigger(TriggerSpec trigger) {
        String path = Places.trigger(spec.name(), trigger.name());
        List<Said> words = new WordList(path)
                .constant("at", trigger.cron())
                .constant("zone", trigger.zone(), "UTC")
                .choice("catchUp", trigger.catchUp(), TriggerSpec.CatchUp.LATEST)
                .words();
        return new Part(trigger.name(), "cron", words, path);
    }

    private List<Part> tasks(boolean always) {
        return spec.tasks().stream()
                .filter(task -> task.flow().always() == always)
                .map(this::task)
                .toList();
    }

    private Part task(TaskSpec task) {
        String path = Places.task(spec.name(), task.name());
        SettingsSchema schema = schema(task);
        TaskSaid said = new TaskSaid(task);
        WordList words = new WordList(path);
        List<Said> settings = said.settings(schema, path);
        for (String word : said.words()) {
            // What decides whether a task runs stands before what it does, the rest after it.
            if (word.equals("retry")) {
                settings.forEach(setting -> words.put(setting.word(), setting.content()));
            }
            if (TaskWords.has(word, schema)) {
                words.put(word, defaults.beside(task, word));
            }
        }
        return new Part(task.name(), task.type(), inSourceOrder(words.words()), path);
    }

    private List<Said> inSourceOrder(List<Said> words) {
        Places known = places;
        if (known == null
                || !words.stream().allMatch(word -> known.exactly(word.path()).isPresent())) {
            return words;
        }
        List<Said> ordered = new ArrayList<>(words);
        ordered.sort(Comparator.comparing(
                word -> known.of(word.path()),
                Comparator.comparingInt(dev.anneal.engine.problem.Place::line)
                        .thenComparingInt(dev.anneal.engine.problem.Place::column)));
        return ordered;
    }

    private @Nullable SettingsSchema schema(TaskSpec task) {
        return catalog.find(task.type())
                .map(found -> catalog.schema(found.description()))
                .orElse(null);
    }

    private static void parts(List<Section> sections, String word, List<Part> parts) {
        if (!parts.isEmpty()) {
            sections.add(new Section.Parts(word, parts));
        }
    }

    private static void words(List<Section> sections, String word, List<Said> words) {
        if (!words.isEmpty()) {
            sections.add(new Section.Words(word, words));
        }
    }

    static List<Document> documents(List<WorkflowSpec> specs, TaskCatalog catalog, @Nullable Places places) {
        return specs.stream()
                .map(spec -> new SpecSaid(spec, catalog, places).document())
                .toList();
    }
}
