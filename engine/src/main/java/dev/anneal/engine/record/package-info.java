/**
 * Collections of small documents that registries, endpoints and ledgers are made of. Ports only; imports nothing of
 * Anneal.
 */
@NullMarked
package dev.anneal.engine.record;

import org.jspecify.annotations.NullMarked;
