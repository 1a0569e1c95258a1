/**
 * Streams with known concept changes, on which a life of years passes in seconds: the generators of the drift literature.
 * Imports engine and {@code data}.
 */
@NullMarked
package dev.anneal.tasks.generate;

import org.jspecify.annotations.NullMarked;
