/** The task types that come with Anneal. */
@NullMarked
package dev.anneal.tasks;

import org.jspecify.annotations.NullMarked;
