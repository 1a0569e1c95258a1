/**
 * Processes of attempts on this machine: started behind a small shell wrapper that leaves the exit code, found again
 * after their orchestrator died, and ended so that none is left. Imports {@code task} for what a command is, and
 * {@code problem}; knows nothing of homes and runs' states.
 */
@NullMarked
package dev.anneal.engine.process;

import org.jspecify.annotations.NullMarked;
