/**
 * Fires and run requests: when a workflow is due, recorded once before anything runs.
 */
@NullMarked
package dev.anneal.engine.trigger;

import org.jspecify.annotations.NullMarked;
