package dev.anneal.dsl.schema;

import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskDescription;
import java.util.ArrayList;
import java.util.List;

/** The reference of the task types: what each does, takes and makes, as its settings record says. */
public final class TaskReference {

    /**
     * A setting, or a part of one.
     *
     * @param name with the names that it is inside of: {@code split.by}; {@code NAME} stands for a name of the user's
     * @param takes what it may be
     * @param otherwise what holds where nothing is said; "required", or empty for nothing
     * @param help empty where none was given
     */
    public record Line(String name, String takes, String otherwise, String help) {}

    private TaskReference() {}

    /** The settings in order, each followed by its parts. */
    public static List<Line> settings(SettingsSchema schema) {
        List<Line> lines = new ArrayList<>();
        add(lines, schema, "");
        return lines;
    }

    private static void add(List<Line> lines, SettingsSchema schema, String before) {
        for (Setting setting : schema.settings()) {
            String name = before + setting.name();
            lines.add(new Line(name, takes(setting.type()), otherwise(setting), help(setting)));
            if (parts(setting.type()) instanceof SettingType.Nested nested) {
                add(lines, nested.schema(), name + (setting.type() instanceof SettingType.MapOf ? ".NAME." : "."));
            }
        }
    }

    private static SettingType parts(SettingType type) {
        if (type instanceof SettingType.ListOf list) {
            return list.element();
        }
        return type instanceof SettingType.MapOf map ? map.element() : type;
    }

    private static String takes(SettingType type) {
        if (type instanceof SettingType.Nested) {
            return "a map";
        } else if (type instanceof SettingType.MapOf map && map.element() instanceof SettingType.Nested) {
            return "a map of maps";
        }
        return type.describe();
    }

    private static String otherwise(Setting setting) {
        String text = setting.defaultText();
        return setting.required() ? "required" : text == null || text.equals("{}") ? "" : text.isEmpty() ? "''" : text;
    }

    private static String help(Setting setting) {
        return setting.help().isEmpty() ? "" : SettingPieces.sentence(setting.help());
    }

    /** The whole reference as a page. */
    public static String markdown(TaskCatalog catalog) {
        StringBuilder page = new StringBuilder("""
                # Task types

                What each type of task does, takes and makes. This page follows from the settings records: `anneal schema --task-types`
                writes it, with a home's own types, and `anneal types TYPE` tells of one. Beside these settings stand the words of
                the engine, such as `after` and `retry`: see [the workflow language](workflow-language.md). Any setting may be a
                reference, `$task.output`, or worked out, `"${...}"`. In Groovy a type's name is camelCase.
                """);
        catalog.descriptions().forEach(type -> section(page, type, catalog.schema(type)));
        return page.toString();
    }

    private static void section(StringBuilder page, TaskDescription type, SettingsSchema schema) {
        page.append("\n## `").append(type.name()).append("`\n\n");
        page.append(SettingPieces.sentence(type.help()))
                .append(' ')
                .append(effect(type))
                .append("\n");
        if (!schema.settings().isEmpty()) {
            page.append("\n| setting | takes | otherwise | what |\n| --- | --- | --- | --- |\n");
            for (Line line : settings(schema)) {
                String otherwise = line.otherwise();
                row(
                        page,
                        "`" + line.name() + "`",
                        line.takes(),
                        otherwise.isEmpty() || otherwise.equals("required") ? otherwise : "`" + otherwise + "`",
                        line.help());
            }
        }
        if (!type.outputs().isEmpty()) {
            page.append("\n| output | type | what |\n| --- | --- | --- |\n");
            type.outputs()
                    .forEach(output -> row(
                            page,
                            "`" + output.name() + "`",
                            output.type().word(),
                            SettingPieces.sentence(output.help())));
        }
        if (type.openOutputs()) {
            page.append("\nIt has more outputs, as its setting `outputs` says.\n");
        }
    }

    private static void row(StringBuilder page, String... cells) {
        for (String cell : cells) {
            page.append("| ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "" : " ");
        }
        page.append("|\n");
    }

    /** What a type does to the world, and what follows for reuse. */
    public static String effect(TaskDescription type) {
        return switch (type.worldEffect()) {
            case PURE -> "Its results are reused.";
            case READS_WORLD -> "It looks at the world: it is done every time, unless `cache` says otherwise.";
            case CHANGES_WORLD -> "It changes the world: it is done every time.";
        };
    }
}
