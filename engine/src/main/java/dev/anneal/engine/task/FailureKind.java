package dev.anneal.engine.task;

/** Why an attempt failed, which decides whether and from which budget it is tried again. */
public enum FailureKind {
    /** The task's own code or command failed. */
    ERROR,
    /** It took longer than its timeout. */
    TIMEOUT,
    /** The settings or the data are wrong: trying again cannot help. */
    BAD_INPUT,
    /** The machine or Anneal's process was lost under it: does not use up the user's retries. */
    INFRASTRUCTURE;

    /** The word in a workflow file, kebab-case. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
