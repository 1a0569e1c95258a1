package dev.anneal.engine.run;

import dev.anneal.engine.problem.AnnealException;

/** An event that cannot happen in the state that a run is in: a late result, or a fault. */
public final class IllegalEventException extends AnnealException {

    private static final long serialVersionUID = 1L;

    public IllegalEventException(String message) {
        super(Kind.FAULT, "illegal-event", message);
    }
}
