/**
 * Asking for runs: what a chain of runs is made of. Stands at the end of a workflow, and under {@code retrain}. Imports
 * the engine only.
 */
@NullMarked
package dev.anneal.tasks.request;

import org.jspecify.annotations.NullMarked;
