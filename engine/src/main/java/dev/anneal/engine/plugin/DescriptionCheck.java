package dev.anneal.engine.plugin;

import dev.anneal.engine.settings.Binder;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether what a task type says of itself can be used in a workflow file. For one description. */
final class DescriptionCheck {

    /** So that no two have the same name in Groovy. */
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    private static final Pattern OUTPUT = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final TaskDescription description;
    private final List<String> problems = new ArrayList<>();

    DescriptionCheck(TaskDescription description) {
        this.description = description;
    }

    /** Sentences; none where all is well. */
    List<String> problems() {
        if (absent(description.name())
                || absent(description.help())
                || absent(description.worldEffect())
                || absent(description.settings())) {
            problems.add(
                    "its description leaves out a name, a help, a world effect or a settings record. Give all four.");
            return problems;
        }
        if (!TYPE.matcher(description.name()).matches()) {
            problems.add(
                    "its name '" + description.name()
                            + "' cannot be a task type's. Take lower-case words with hyphens between them, such as 'sample-rows'.");
        }
        outputs();
        schema();
        return problems;
    }

    private void outputs() {
        Set<String> names = new HashSet<>();
        for (OutputSpec output : description.outputs()) {
            if (absent(output.name()) || absent(output.type())) {
                problems.add("one of its outputs has no name or no type. Give it both.");
            } else if (!OUTPUT.matcher(output.name()).matches()) {
                problems.add(
                        "its output '" + output.name()
                                + "' cannot be read in a workflow. Take letters, digits and underscores, beginning with a letter.");
            } else if (!names.add(output.name())) {
                problems.add("it has two outputs that are called '" + output.name() + "'. Rename one.");
            }
        }
    }

    private void schema() {
        String record = "its settings record " + description.settings().getName();
        if (!description.settings().isRecord()) {
            problems.add(record + " is no record. Make it one.");
            return;
        }
        try {
            SettingsSchema schema = SettingsSchema.of(description.settings());
            for (String name : schema.names()) {
                if (TaskSpec.WORDS.contains(name)) {
                    problems.add(record + " has a component '" + name
                            + "', which is a word of the language and never reaches the task type. Rename it.");
                }
            }
            defaults(schema, record);
        } catch (IllegalArgumentException | TypeNotPresentException e) {
            problems.add(record + " cannot be read: " + e.getMessage()
                    + ". A setting is a text, number, boolean, Duration, Path, Source, Artifact, enum, Expression or Object, a List"
                    + " or Map of text to one of these, or another such record.");
        } catch (StackOverflowError e) {
            problems.add(record + " contains itself. A settings record must come to an end.");
        }
    }

    /** Defaults are texts: what is wrong in them would come out at the first run. */
    private void defaults(SettingsSchema schema, String record) {
        for (Setting setting : schema.settings()) {
            if (setting.defaultText() != null) {
                String wrong = wrong(setting);
                if (wrong != null) {
                    problems.add(record + " has the default '" + setting.defaultText() + "' for '" + setting.name()
                            + "', which does not fit: " + wrong + ".");
                }
            }
        }
    }

    private static @Nullable String wrong(Setting setting) {
        Binder binder = new Binder(Path.of("").toAbsolutePath());
        binder.checkDefault(setting);
        return binder.misfits().isEmpty() ? null : binder.misfits().get(0).message();
    }

    /** Whoever wrote the plugin need not have heard of {@code @NullMarked}. */
    private static boolean absent(@Nullable Object part) {
        return part == null || part.equals("");
    }
}
