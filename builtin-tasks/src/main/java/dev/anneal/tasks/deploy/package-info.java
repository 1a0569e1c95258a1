/**
 * The {@code deploy} task: lets a registered version serve an endpoint, once it has shown that it can. Imports
 * {@code serving}, {@code registry} and {@code model}.
 */
@NullMarked
package dev.anneal.tasks.deploy;

import org.jspecify.annotations.NullMarked;
