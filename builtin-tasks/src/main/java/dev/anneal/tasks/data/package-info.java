/**
 * The first stage of a model's life: rows are generated or read, checked, and kept as Parquet datasets whose properties
 * tell columns, target and rows. DuckDB stays inside this package; others see {@link dev.anneal.tasks.data.Table}.
 * Imports engine alone.
 */
@NullMarked
package dev.anneal.tasks.data;

import org.jspecify.annotations.NullMarked;
