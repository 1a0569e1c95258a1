/**
 * Work that is a command: whatever a shell can start, with its inputs and outputs as files. Imports the engine only.
 */
@NullMarked
package dev.anneal.tasks.script;

import org.jspecify.annotations.NullMarked;
