/**
 * Who made an artifact, who read it, from which run, task and parameters.
 */
@NullMarked
package dev.anneal.engine.lineage;

import org.jspecify.annotations.NullMarked;
