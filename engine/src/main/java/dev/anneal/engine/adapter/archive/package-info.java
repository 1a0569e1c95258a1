/**
 * Sealed archives: a tar cut into zstd frames, with the published seek table at the end. Implements {@code archive};
 * imports {@code adapter.disk}, {@code artifact}, {@code codec}, {@code run} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.archive;

import org.jspecify.annotations.NullMarked;
