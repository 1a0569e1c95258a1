/** The engine: specs, plans, runs and archives. Knows neither Groovy nor machine learning nor HTTP. */
@NullMarked
package dev.anneal.engine;

import org.jspecify.annotations.NullMarked;
