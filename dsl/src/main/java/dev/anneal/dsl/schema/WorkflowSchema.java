package dev.anneal.dsl.schema;

import static dev.anneal.dsl.schema.Pieces.anyOf;
import static dev.anneal.dsl.schema.Pieces.choice;
import static dev.anneal.dsl.schema.Pieces.described;
import static dev.anneal.dsl.schema.Pieces.named;
import static dev.anneal.dsl.schema.Pieces.object;
import static dev.anneal.dsl.schema.Pieces.piece;
import static dev.anneal.dsl.schema.Pieces.ref;
import static dev.anneal.dsl.schema.Pieces.with;

import dev.anneal.dsl.draft.EngineWords;
import dev.anneal.dsl.draft.TaskWords;
import dev.anneal.dsl.draft.WorkflowDraft;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.spec.ParameterType;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a workflow in YAML, for editors: draft 7, which VS Code and IntelliJ understand best. It follows
 * from the engine's words and the settings records of the task types. What is valid it lets pass; it sees what has the
 * wrong form, and not what only the whole file or the machine tells.
 */
public final class WorkflowSchema {

    /** What the schema calls itself. */
    public static final String ID = "https://anneal.dev/schema/workflow.json";

    private final TaskCatalog catalog;
    private final Map<String, Object> definitions = ValuePieces.definitions();

    private WorkflowSchema(TaskCatalog catalog) {
        this.catalog = catalog;
    }

    /** The schema as plain maps, lists and values, for these task types. */
    public static Map<String, Object> of(TaskCatalog catalog) {
        return new WorkflowSchema(catalog).build();
    }

    private Map<String, Object> build() {
        TaskSpec.WORDS.stream()
                .filter(word -> !word.equals("type"))
                .forEach(word -> definitions.put(word(word), WordPieces.of(word)));
        definitions.put("parameter", parameter());
        definitions.put("trigger", PartPieces.trigger());
        definitions.put("task", task());
        Map<String, Object> keys = WordPieces.keys(WorkflowDraft.WORDS, this::part);
        keys.put(
                "workflow",
                described("The workflow's name; a file may hold several, with '---' between them.", ref("name")));
        Map<String, Object> schema = piece(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "$id",
                ID,
                "title",
                "Anneal workflow",
                "definitions",
                definitions);
        schema.putAll(object(keys, List.of("workflow", "tasks")));
        return schema;
    }

    private Map<String, Object> part(String word) {
        return switch (word) {
            case "description" -> described("What the workflow is for.", Pieces.text());
            case "params" -> parts("What a run is given, by name.", named(ref("parameter")));
            case "triggers" -> parts("What starts runs by itself, by name.", named(ref("trigger")));
            case "defaults" ->
                parts(
                        "What holds for every task that does not say otherwise.",
                        object(WordPieces.keys(EngineWords.DEFAULTS, key -> ref(word(key))), List.of()));
            case "tasks" -> described("The tasks, by name.", with(tasks(), "minProperties", 1));
            case "always" -> parts("Tasks that run after all others have ended, whatever happened.", tasks());
            case "concurrency" -> concurrency();
            case "timeout" -> described("How long a run may take from its start.", ref("duration"));
            case "atOnce" ->
                described("How many attempts of a run are alive at once.", Pieces.whole(1, EngineWords.MOST_AT_ONCE));
            case "outputs" ->
                described(
                        "What the workflow gives to a task that runs it.",
                        named(piece("allOf", List.of(ref("anything"), piece("not", piece("type", "null"))))));
            default -> piece();
        };
    }

    /** Parts of a workflow may be empty. */
    private static Map<String, Object> parts(String description, Map<String, Object> parts) {
        return described(description, with(parts, "type", List.of("object", "null")));
    }

    private static Map<String, Object> tasks() {
        Map<String, Object> names =
                piece("allOf", List.of(ref("name"), piece("not", piece("enum", EngineWords.NO_TASK_NAMES))));
        return with(named(ref("task")), "propertyNames", names);
    }

    private static Map<String, Object> concurrency() {
        Map<String, Object> limit =
                described("How many runs go on side by side.", Pieces.whole(1, EngineWords.MOST_RUNS));
        return described(
                "What happens to a run that is asked for while others go on: it waits (queue), ends at once (skip), or the"
                        + " others are cancelled (cancel-running).",
                anyOf(
                        choice(Concurrency.Policy.class),
                        object(piece(EngineWords.PARALLEL, limit), List.of(EngineWords.PARALLEL))));
    }

    private Map<String, Object> parameter() {
        List<String> help = new ArrayList<>();
        for (ParameterType type : ParameterType.values()) {
            definitions.put("parameter." + type.word(), PartPieces.parameter(type));
            help.add(PartPieces.meaning(type));
        }
        return byType("The parameter's type.", "parameter", ParameterType.words(), help);
    }

    private Map<String, Object> task() {
        List<TaskDescription> types = catalog.descriptions();
        types.forEach(type -> definitions.put("task." + type.name(), task(type)));
        return byType(
                "The task's type.",
                "task",
                types.stream().map(TaskDescription::name).toList(),
                types.stream().map(TaskDescription::help).toList());
    }

    private static Map<String, Object> byType(String description, String kind, List<String> types, List<String> help) {
        Map<String, Object> type = described(description, with(choice(types), "enumDescriptions", help));
        List<Object> cases = new ArrayList<>();
        for (String name : types) {
            Map<String, Object> is =
                    piece("properties", piece("type", PartPieces.constant(name)), "required", List.of("type"));
            cases.add(piece("if", is, "then", ref(kind + "." + name)));
        }
        Map<String, Object> piece =
                piece("type", "object", "properties", piece("type", type), "required", List.of("type"));
        if (!cases.isEmpty()) {
            piece.put("allOf", cases);
        }
        return piece;
    }

    private Map<String, Object> task(TaskDescription type) {
        SettingsSchema schema = catalog.schema(type);
        Map<String, Object> keys = piece("type", described(type.help(), PartPieces.constant(type.name())));
        TaskSpec.WORDS.stream()
                .filter(word -> !word.equals("type") && TaskWords.has(word, schema))
                .forEach(word -> keys.put(word, ref(word(word))));
        SettingPieces.of(schema).forEach(keys::putIfAbsent);
        Map<String, Object> task =
                described(SettingPieces.sentence(type.help()), object(keys, SettingPieces.required(schema)));
        if (TaskWords.has("forEach", schema) && TaskWords.has("repeat", schema)) {
            task.put("not", piece("required", List.of("forEach", "repeat")));
        }
        if (TaskWords.has("forEach", schema) && TaskWords.has("atOnce", schema)) {
            task.put("dependencies", piece("atOnce", List.of("forEach")));
        }
        return task;
    }

    private static String word(String word) {
        return "word." + word;
    }
}
