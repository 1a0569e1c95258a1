/**
 * What attempts logged: from their files while these are there, else from sealed archives, as a stream. Imports
 * {@code app} and {@code app.control}.
 */
@NullMarked
package dev.anneal.runner.app.logs;

import org.jspecify.annotations.NullMarked;
