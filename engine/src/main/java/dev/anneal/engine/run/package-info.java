/**
 * What a run is and can do: states, events, and the reducer that turns (state, event) into commands. No clock, no I/O, no threads.
 */
@NullMarked
package dev.anneal.engine.run;

import org.jspecify.annotations.NullMarked;
