/** The launcher and the composition root: the only place that names an adapter. */
@NullMarked
package dev.anneal.runner;

import org.jspecify.annotations.NullMarked;
