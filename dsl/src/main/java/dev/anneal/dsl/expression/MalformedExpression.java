package dev.anneal.dsl.expression;

import dev.anneal.engine.problem.Problem;

/** A text is no expression; carries where and why. */
public final class MalformedExpression extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    MalformedExpression(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
