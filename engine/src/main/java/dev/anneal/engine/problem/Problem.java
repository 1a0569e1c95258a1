package dev.anneal.engine.problem;

import java.util.Comparator;

/**
 * One thing that is wrong with what a person wrote: where, which rule, what was found and what to do.
 *
 * @param place where it stands
 * @param code stable kebab-case id of the rule, such as {@code unknown-setting}
 * @param message one sentence or two for a person, without the place
 */
public record Problem(Place place, String code, String message) {

    public static final Comparator<Problem> IN_SOURCE_ORDER = Comparator.comparing(Problem::place);

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
