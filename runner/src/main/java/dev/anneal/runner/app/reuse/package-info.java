/**
 * What stands in for attempts: before a run, what it would reuse; after it, why a task ran again. Imports {@code app} and
 * {@code app.control}.
 */
@NullMarked
package dev.anneal.runner.app.reuse;

import org.jspecify.annotations.NullMarked;
