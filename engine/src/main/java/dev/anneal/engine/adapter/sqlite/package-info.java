/**
 * The store of one home: an SQLite file in WAL mode by plain JDBC, migrated by {@code user_version}. Implements
 * {@code store} and {@code record}; imports {@code adapter.disk}, {@code run}, {@code spec}, {@code artifact}, {@code codec} and
 * {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
