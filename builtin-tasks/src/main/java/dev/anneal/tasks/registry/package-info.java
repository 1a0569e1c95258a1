/**
 * The model registry: numbered versions of models, the aliases that point at them, and who moved those when. Versions
 * come from the {@code version} task, aliases also from {@code deploy} and from people. Imports the engine only.
 */
@NullMarked
package dev.anneal.tasks.registry;

import org.jspecify.annotations.NullMarked;
