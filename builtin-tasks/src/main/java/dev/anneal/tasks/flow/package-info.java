/**
 * Tasks that wait: for a run of another workflow, and for a person's approval. They hold no thread and no slot while they
 * do. Imports the engine, and the registry to say what a person approves.
 */
@NullMarked
package dev.anneal.tasks.flow;

import org.jspecify.annotations.NullMarked;
