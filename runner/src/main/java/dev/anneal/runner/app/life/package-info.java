/**
 * The life of a model as one story, gathered from registry, ledger, prediction log and runs. Imports {@code app}, the
 * engine and the built-in tasks.
 */
@NullMarked
package dev.anneal.runner.app.life;

import org.jspecify.annotations.NullMarked;
