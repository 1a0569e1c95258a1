/**
 * Artifacts by digest in a folder, and the locks by which processes own runs. Implements {@code artifact}'s store and
 * {@code home}'s ownership; imports {@code adapter.disk}, {@code adapter.socket}, {@code artifact}, {@code codec},
 * {@code home} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.file;

import org.jspecify.annotations.NullMarked;
