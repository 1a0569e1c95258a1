/**
 * The {@code anneal} command: one class a command, each parses, makes one call of {@code app} and prints. Imports
 * {@code app}.
 */
@NullMarked
package dev.anneal.runner.cli;

import org.jspecify.annotations.NullMarked;
