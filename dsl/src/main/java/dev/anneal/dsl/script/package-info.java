/**
 * The Groovy front end. While a file is compiled, every word and name in it is tied to its place and its conditions are
 * captured as expressions; then the script runs once and fills the draft. No Groovy is left afterwards. Workflow files
 * in Groovy are trusted code. Imports {@code draft}, {@code expression} and the engine.
 */
@NullMarked
package dev.anneal.dsl.script;

import org.jspecify.annotations.NullMarked;
