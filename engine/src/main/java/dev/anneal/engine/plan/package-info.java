/**
 * Checks a spec against the catalog: a plan, or every problem in source order.
 */
@NullMarked
package dev.anneal.engine.plan;

import org.jspecify.annotations.NullMarked;
