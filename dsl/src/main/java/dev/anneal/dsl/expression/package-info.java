/**
 * Expressions as text: the grammar of conditions and of {@code ${...}} in strings, read into the engine's typed tree with
 * the place of every node. What the names in it mean is for the planner. Imports the engine only.
 */
@NullMarked
package dev.anneal.dsl.expression;

import org.jspecify.annotations.NullMarked;
