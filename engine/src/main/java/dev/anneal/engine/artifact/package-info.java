/**
 * Bytes by content: digests, artifacts (a digest with a kind and properties) and the store port. Imports only {@code problem}.
 */
@NullMarked
package dev.anneal.engine.artifact;

import org.jspecify.annotations.NullMarked;
