package dev.anneal.engine.plan;

import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Places;
import java.util.Collection;
import java.util.List;

/** Gathers what is wrong with one file, no more of it than anybody would read. For one planning by one thread. */
final class Report {

    private static final int MOST = 500;

    /** Looking through so many names takes some milliseconds, which is too long to be done for every problem. */
    private static final int MANY_NAMES = 5_000;

    private static final int HINTS_AMONG_MANY = 20;

    private final Places places;
    private final List<Problem> problems;

    Report(Places places, List<Problem> problems) {
        this.places = places;
        this.problems = problems;
    }

    Places places() {
        return places;
    }

    void add(Place place, String code, String message) {
        if (!full()) {
            problems.add(new Problem(place, code, message));
        }
    }

    /** Whether more would not be kept. */
    boolean full() {
        return problems.size() >= MOST;
    }

    /** {@link NearestName#hint}; nothing where that would take too long. */
    String hint(String found, Collection<String> names) {
        boolean affordable = names.size() < MANY_NAMES || problems.size() < HINTS_AMONG_MANY;
        return affordable ? NearestName.hint(found, names) : "";
    }
}
