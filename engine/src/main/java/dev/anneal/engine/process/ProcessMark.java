package dev.anneal.engine.process;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which attempt a process belongs to, carried in its environment: children have it too, whoever their parent is by now.
 * A process of a run that another run's process started carries both marks.
 *
 * @param token the attempt's fencing token
 */
public record ProcessMark(String run, String task, int attempt, long token) {

    /** The environment variable: marks from the outermost inwards, with a space between. */
    public static final String VARIABLE = "ANNEAL_ATTEMPT_ID";

    /** {@code RUN/TASK/ATTEMPT/TOKEN}. */
    @Override
    public String toString() {
        return run + "/" + task + "/" + attempt + "/" + token;
    }

    /** The variable's value for a process that one with the value {@code outer} starts; empty for none. */
    String within(String outer) {
        return outer.isBlank() ? toString() : outer + " " + this;
    }

    /** Whether a value of the variable has this mark. */
    Predicate<String> carried() {
        String mark = toString();
        return value -> marks(value).contains(mark);
    }

    /** Whether a value of the variable has a mark of this run. */
    static Predicate<String> carriedOf(String run) {
        String prefix = run + "/";
        return value -> marks(value).stream().anyMatch(mark -> mark.startsWith(prefix));
    }

    private static List<String> marks(String value) {
        return List.of(value.split(" ", -1));
    }
}
