/**
 * The use cases that the command line and the server share, and the one place where adapters are chosen. Imports every
 * module; knows neither picocli nor a terminal.
 */
@NullMarked
package dev.anneal.runner.app;

import org.jspecify.annotations.NullMarked;
