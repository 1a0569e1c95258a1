/**
 * A store that lives as long as its process: for specs that go through many histories, and for trying things out.
 * Implements {@code store} and {@code record}; imports {@code run}, {@code spec}, {@code artifact} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.memory;

import org.jspecify.annotations.NullMarked;
