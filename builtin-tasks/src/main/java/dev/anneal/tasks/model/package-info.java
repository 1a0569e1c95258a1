/**
 * A trained model as the rest of its life sees it: its signature, and a scorer that gives probabilities. XGBoost stays
 * inside this package and {@code train}. Imports engine alone.
 */
@NullMarked
package dev.anneal.tasks.model;

import org.jspecify.annotations.NullMarked;
