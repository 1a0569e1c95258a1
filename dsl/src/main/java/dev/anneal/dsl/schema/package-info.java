/** What editors want to know of the language: its JSON Schema, and the reference of task types. */
@NullMarked
package dev.anneal.dsl.schema;

import org.jspecify.annotations.NullMarked;
