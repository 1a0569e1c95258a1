/**
 * One sealed archive per run: the port, the manifest, and what goes in.
 */
@NullMarked
package dev.anneal.engine.archive;

import org.jspecify.annotations.NullMarked;
