package dev.anneal.engine.store;

import dev.anneal.engine.problem.AnnealException;

/** Another process has taken the run over: this one must stop writing to it. */
public final class StaleOwnerException extends AnnealException {

    private static final long serialVersionUID = 1L;

    public StaleOwnerException(String run) {
        super(
                Kind.ENVIRONMENT,
                "stale-owner",
                "run " + run + " was taken over by another process; this one stops writing");
    }
}
