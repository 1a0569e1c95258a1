/**
 * Writes specs as workflow files, the way round that the readers go: a spec becomes words with what stands behind them
 * ({@code Document}), and each form lays these out. Imports {@code draft}, {@code yaml} and the engine.
 */
@NullMarked
package dev.anneal.dsl.write;

import org.jspecify.annotations.NullMarked;
