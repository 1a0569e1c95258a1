/**
 * One attempt on this machine: from a descriptor to an outcome, in this process, in a command's or in a worker, within
 * the slots that there are. Knows nothing of runs' states.
 */
@NullMarked
package dev.anneal.engine.attempt;

import org.jspecify.annotations.NullMarked;
