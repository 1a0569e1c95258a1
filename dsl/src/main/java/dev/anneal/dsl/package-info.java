/** The two front ends, Groovy and YAML, that turn a workflow file into a spec. */
@NullMarked
package dev.anneal.dsl;

import org.jspecify.annotations.NullMarked;
