/**
 * Settings records: what may stand in a file for a task type, read off the record's components and their annotations,
 * and plain values bound onto it. The single source of validation, defaults, schema and reference docs. Imports
 * {@code artifact}, {@code spec}, {@code expression} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.settings;

import org.jspecify.annotations.NullMarked;
