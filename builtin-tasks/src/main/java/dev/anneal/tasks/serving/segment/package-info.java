/**
 * Append-only rows on disk that survive a crash at any moment: a tail of text lines that is sealed to Parquet when it is
 * long. What predictions and their labels are kept in. Imports {@code data} for DuckDB.
 */
@NullMarked
package dev.anneal.tasks.serving.segment;

import org.jspecify.annotations.NullMarked;
