/**
 * Walks a plan: appends events, carries out commands, runs attempts, applies effects, recovers what was left.
 */
@NullMarked
package dev.anneal.engine.execution;

import org.jspecify.annotations.NullMarked;
