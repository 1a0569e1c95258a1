/**
 * The {@code version} task: gives a trained model its number and its place in the registry, between evaluation and
 * deployment. Imports {@code registry}.
 */
@NullMarked
package dev.anneal.tasks.version;

import org.jspecify.annotations.NullMarked;
