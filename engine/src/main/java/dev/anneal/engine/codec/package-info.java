/**
 * How records become JSON and come back: specs, values, events. One mapper, configured once.
 */
@NullMarked
package dev.anneal.engine.codec;

import org.jspecify.annotations.NullMarked;
