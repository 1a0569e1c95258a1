/**
 * The gate of a model's life: how good a model is on rows that it has not seen, against the majority class and the
 * champion of its endpoint. Imports engine, {@code data}, {@code model}, {@code registry} and {@code serving}.
 */
@NullMarked
package dev.anneal.tasks.evaluate;

import org.jspecify.annotations.NullMarked;
