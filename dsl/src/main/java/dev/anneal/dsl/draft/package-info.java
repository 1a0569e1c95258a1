/**
 * The located, mutable draft of a workflow file that both front ends fill, and the sole builder of specs: it knows the
 * language's structure, the engine's words and the rules of parameters and triggers. What task types take is for the
 * planner. Imports the engine only.
 */
@NullMarked
package dev.anneal.dsl.draft;

import org.jspecify.annotations.NullMarked;
