/** What specs of task types run on: records in memory, artifacts in a folder, and a context made of both. */
@NullMarked
package dev.anneal.tasks.testing;

import org.jspecify.annotations.NullMarked;
