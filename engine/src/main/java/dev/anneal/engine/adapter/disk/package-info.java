/**
 * What the adapters of one machine share about its disk: writes that survive the machine's death, what file systems a
 * home may lie on, paths that stay inside a folder, bytes that are checked while they are read. Imports
 * {@code artifact} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.disk;

import org.jspecify.annotations.NullMarked;
