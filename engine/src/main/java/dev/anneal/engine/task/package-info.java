/**
 * The contract of a task type: description, settings record, context, outcomes and effects; the catalog that finds them; the schema read off a settings record.
 */
@NullMarked
package dev.anneal.engine.task;

import org.jspecify.annotations.NullMarked;
