/**
 * Statistics that tell whether the world has moved on since a model was trained: of its inputs (population stability
 * index, Kolmogorov-Smirnov) and of what it predicts (DDM). Pure: knows no task, no file and no clock. Stands under
 * {@code monitor}. Imports nothing of Anneal.
 */
@NullMarked
package dev.anneal.tasks.drift;

import org.jspecify.annotations.NullMarked;
