package dev.anneal.engine.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a task type says of itself.
 *
 * @param name kebab-case, as in YAML
 * @param version of its behaviour; part of every cache key, so raise it when results change
 * @param help one line for a person
 * @param settings the record that settings are bound to: the single source for validation, defaults, schema and docs
 * @param outputs declared, in order
 * @param openOutputs whether a task may have outputs besides the declared ones, named by its own settings' map {@code outputs}
 */
public record TaskDescription(
        String name,
        int version,
        String help,
        WorldEffect worldEffect,
        Class<? extends Record> settings,
        List<OutputSpec> outputs,
        boolean openOutputs) {

    public TaskDescription {
        outputs = List.copyOf(outputs);
    }

    public static TaskDescription of(
            String name,
            int version,
            WorldEffect worldEffect,
            Class<? extends Record> settings,
            String help,
            OutputSpec... outputs) {
        return new TaskDescription(name, version, help, worldEffect, settings, Arrays.asList(outputs), false);
    }

    public TaskDescription withOpenOutputs() {
        return new TaskDescription(name, version, help, worldEffect, settings, outputs, true);
    }

    public Optional<OutputSpec> output(String outputName) {
        return outputs.stream()
                .filter(output -> output.name().equals(outputName))
                .findFirst();
    }

    /** The name in a Groovy file: {@code retrainOnDrift} for {@code retrain-on-drift}. */
    public String camelName() {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("-", -1)) {
            camel.append(camel.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return camel.toString();
    }
}
