/**
 * Warnings: what a workflow file may say and hardly anybody means. Each rule is a function of what was read. Imports
 * {@code diagnostic} and the engine.
 */
@NullMarked
package dev.anneal.dsl.lint;

import org.jspecify.annotations.NullMarked;
