package dev.anneal.engine.task;

/** What a task type does to the world, which decides whether its results may be reused. */
public enum WorldEffect {
    /** Outputs follow from settings and inputs alone: reused without asking. */
    PURE,
    /** Reads something that may change (a file, a database, an endpoint's predictions). */
    READS_WORLD,
    /** Changes something outside its outputs (a registry, an endpoint, a message). */
    CHANGES_WORLD
}
