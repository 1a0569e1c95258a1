/**
 * Models at work: endpoints and the versions deployed to them, the predictions that these made, and the labels that came
 * later. Stands between {@code deploy}, which changes endpoints, and monitoring, which reads the log. Imports
 * {@code registry}, {@code model} and {@code data}.
 */
@NullMarked
package dev.anneal.tasks.serving;

import org.jspecify.annotations.NullMarked;
