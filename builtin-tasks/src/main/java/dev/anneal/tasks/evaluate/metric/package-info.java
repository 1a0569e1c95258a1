/** How good a classifier's probabilities are: small functions of labels and scores. Imports nothing. */
@NullMarked
package dev.anneal.tasks.evaluate.metric;

import org.jspecify.annotations.NullMarked;
