package dev.anneal.engine.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types a parameter may have. */
public enum ParameterType {
    STRING,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DURATION,
    PATH,
    CHOICE;

    /** The word in a workflow file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ParameterType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ParameterType::word).toList();
    }
}
