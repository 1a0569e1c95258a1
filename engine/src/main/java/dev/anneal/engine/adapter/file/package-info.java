/**
 * Artifacts by digest in a folder, and the locks by which processes own runs. Implements {@code artifact}'s store;
 * imports {@code adapter.disk}, {@code artifact}, {@code codec} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.file;

import org.jspecify.annotations.NullMarked;
