package dev.anneal.tasks.script;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Source;
import dev.anneal.engine.settings.Takes;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code shell} is told. */
record ShellSettings(
        @Help("what to run: a text for sh -c, or a list of the program and its arguments")
        Object command,

        @Help("variables added to the environment") @Default("{}")
        Map<String, Object> env,

        @Help(
                "files and folders that the command reads, by name: copied to inputs/NAME, where ANNEAL_INPUT_NAME points")
        @Takes({ValueType.FILE, ValueType.FOLDER})
        @Default("{}")
        Map<String, Source> inputs,

        @Help("files and folders that the command leaves, by name: paths relative to its working folder") @Default("{}")
        Map<String, String> outputs) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    ShellSettings {
        env = copyOf(env);
        inputs = copyOf(inputs);
        outputs = copyOf(outputs);
        arguments(command);
        env.forEach((name, value) -> {
            check("env", name, VARIABLE, "letters, digits and underscores, not beginning with a digit");
            Texts.of(value);
        });
        inputs.keySet().forEach(name -> check("inputs", name, NAME, "letters, digits, _ and -"));
        outputs.forEach(ShellSettings::checkOutput);
    }

    /** Program and arguments. */
    List<String> arguments() {
        return arguments(command);
    }

    private static List<String> arguments(Object command) {
        if (command instanceof String text && !text.isBlank()) {
            return List.of("sh", "-c", text);
        }
        if (command instanceof Collection<?> items
                && !items.isEmpty()
                && items.stream().allMatch(ShellSettings::argument)) {
            return items.stream().map(Texts::of).toList();
        }
        throw new IllegalArgumentException(
                "'command' takes a text for sh -c, such as 'wc -l data.csv', or a list of the"
                        + " program and its arguments, such as [wc, -l, data.csv]");
    }

    private static boolean argument(Object item) {
        return item instanceof String || item instanceof BigDecimal || item instanceof Boolean;
    }

    private static void check(String setting, String name, Pattern pattern, String rule) {
        if (!pattern.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name for one of '" + setting + "': use " + rule);
        }
    }

    private static void checkOutput(String name, String path) {
        if (path.isBlank()
                || path.startsWith("/")
                || List.of(path.split("/", -1)).contains("..")) {
            throw new IllegalArgumentException("output '" + name + "' is '" + path
                    + "': give a path below the command's working folder, such as out/" + name + ".csv");
        }
    }

    private static <T> Map<String, T> copyOf(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
