/**
 * Rows become a model: the second stage of a model's life. Imports engine, {@code data}, {@code model} and
 * {@code evaluate.metric}.
 */
@NullMarked
package dev.anneal.tasks.train;

import org.jspecify.annotations.NullMarked;
