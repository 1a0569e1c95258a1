package dev.anneal.engine.store;

import dev.anneal.engine.problem.AnnealException;

/** A run of the workflow was ordered with this key before: the order is that run. */
public final class KeyTakenException extends AnnealException {

    private static final long serialVersionUID = 1L;

    private final String run;

    /** @param run the run that has the key */
    public KeyTakenException(String workflow, String key, String run) {
        super(
                Kind.BAD_INPUT,
                "key-taken",
                "workflow '" + workflow + "' was run with the key '" + key + "' before: see run " + run
                        + ", or give another key");
        this.run = run;
    }

    /** The run that has the key. */
    public String run() {
        return run;
    }
}
