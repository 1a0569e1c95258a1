package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;

/** Ends a script that goes on where it cannot: carries the problem. */
final class ScriptProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ScriptProblem(Place place, String code, String message) {
        super(message, null, false, false);
        this.problem = new Problem(place, code, message);
    }

    Problem problem() {
        return problem;
    }
}
