package dev.anneal.dsl.yaml;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.draft.PartDraft;
import dev.anneal.dsl.draft.TaskWords;
import dev.anneal.dsl.draft.WorkflowDraft;
import dev.anneal.dsl.yaml.YamlValues.Entry;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Puts a YAML file into a draft: each of its documents is one workflow. */
public final class YamlReader {

    private final Draft draft;
    private final YamlSource source;
    private final YamlValues values;

    private YamlReader(Draft draft, YamlSource source) {
        this.draft = draft;
        this.source = source;
        this.values = new YamlValues(draft, source);
    }

    /** Reads the whole text; what is wrong with it goes to the draft. */
    public static void read(String text, Draft draft) {
        YamlSource source = new YamlSource(draft.file(), text);
        YamlReader reader = new YamlReader(draft, source);
        int number = 0;
        for (Node document : YamlComposer.compose(text, source, draft)) {
            number++;
            if (!YamlValues.nothing(document)) {
                reader.workflow(document, number);
            }
        }
    }

    private void workflow(Node document, int number) {
        if (!(document instanceof MappingNode map)) {
            draft.problem(
                    source.place(document.getStartMark()),
                    "wrong-type",
                    "a workflow is a map that has 'workflow: name' and 'tasks', found " + YamlValues.kind(document));
            return;
        }
        List<Entry> entries = values.entries(map);
        WorkflowDraft workflow = named(map, entries, number);
        for (Entry entry : entries) {
            switch (entry.key()) {
                case "workflow" -> {}
                case "description", "concurrency", "timeout", "atOnce", "outputs" ->
                    workflow.say(entry.key(), entry.place(), values.value(entry.node(), null));
                case "params" -> parts(entry, "parameter", "name: {type: integer}", workflow::parameter, false);
                case "triggers" ->
                    parts(entry, "trigger", "name: {type: cron, at: \"0 0 3 * * ?\"}", workflow::trigger, false);
                case "tasks" -> parts(entry, "task", "name: {type: shell}", workflow::task, true);
                case "always" -> parts(entry, "task", "name: {type: shell}", workflow::always, true);
                case "defaults" -> fill(entry, workflow.defaults(), false);
                default -> workflow.unknownWord(entry.key(), entry.place());
            }
        }
    }

    private WorkflowDraft named(MappingNode map, List<Entry> entries, int number) {
        for (Entry entry : entries) {
            if (entry.key().equals("workflow")) {
                Place place = source.place(entry.node().getStartMark());
                if (entry.node() instanceof ScalarNode scalar && values.text(scalar) instanceof String name) {
                    return draft.workflow(name, place);
                }
                draft.problem(place, "wrong-type", "'workflow' takes a name, found " + values.found(entry.node()));
                return draft.workflow("unnamed_" + number, place);
            }
        }
        Place place = source.place(map.getStartMark());
        boolean renamed = entries.stream()
                .map(Entry::key)
                .filter(key -> !WorkflowDraft.WORDS.contains(key))
                .anyMatch(key -> NearestName.of(key, List.of("workflow")).isPresent());
        if (!renamed) {
            draft.problem(place, "missing", "the workflow has no name; begin with 'workflow: name'");
        }
        return draft.workflow("unnamed_" + number, place);
    }

    private void parts(Entry entry, String kind, String form, BiFunction<String, Place, PartDraft> add, boolean tasks) {
        if (YamlValues.nothing(entry.node())) {
            return;
        }
        if (!(entry.node() instanceof MappingNode map)) {
            draft.cutShort(
                    source.place(entry.node().getStartMark()),
                    "wrong-type",
                    "'" + entry.key() + "' takes a map with an entry for each " + kind + ", such as " + form
                            + "; found " + values.found(entry.node()));
            return;
        }
        for (Entry part : values.entries(map)) {
            fill(part, add.apply(part.key(), part.place()), tasks);
        }
    }

    private void fill(Entry entry, PartDraft part, boolean task) {
        if (YamlValues.nothing(entry.node())) {
            return;
        }
        if (!(entry.node() instanceof MappingNode map)) {
            draft.problem(
                    source.place(entry.node().getStartMark()),
                    "wrong-type",
                    "'" + entry.key() + "' takes a map" + (part.name().isEmpty() ? "" : " with its type and settings")
                            + ", found " + values.found(entry.node()));
            return;
        }
        List<Entry> words = new ArrayList<>(values.entries(map));
        SettingsSchema schema = task ? schema(words) : null;
        for (Entry word : words) {
            Expression value = values.value(word.node(), task ? type(word.key(), schema) : null, word.key());
            part.set(word.key(), word.place(), value);
        }
    }

    private static @Nullable SettingType type(String word, @Nullable SettingsSchema schema) {
        if (TaskWords.has(word, schema)) {
            return TaskWords.type(word);
        }
        return schema == null ? null : schema.setting(word).map(Setting::type).orElse(null);
    }

    /** The settings of the task's type; null where the type is unknown, which the planner will say. */
    private @Nullable SettingsSchema schema(List<Entry> words) {
        return words.stream()
                .filter(word -> word.key().equals("type") && word.node() instanceof ScalarNode)
                .findFirst()
                .flatMap(word -> draft.catalog().find(((ScalarNode) word.node()).getValue()))
                .map(type -> draft.catalog().schema(type.description()))
                .orElse(null);
    }
}
