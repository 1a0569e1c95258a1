package dev.anneal.engine.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which ends of its predecessors let a task run; where they do not, it is skipped. */
public enum RunIf {
    /** Every predecessor succeeded. */
    ALL_SUCCEEDED,
    /** Every predecessor has ended, however. */
    ALL_DONE,
    /** Every predecessor has ended and at least one failed or was rejected. */
    ANY_FAILED,
    /** Every predecessor succeeded or was skipped. */
    NONE_FAILED;

    /** The word in a workflow file, kebab-case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RunIf> ofWord(String word) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(RunIf::word).toList();
    }
}
