/**
 * What is told of workflow files to people and editors: every problem of a file, with the part of it that is meant, and
 * warnings. All are functions of a file's text, so that a language server could call them. Imports the front ends and the
 * engine; prints nothing.
 */
@NullMarked
package dev.anneal.dsl.diagnostic;

import org.jspecify.annotations.NullMarked;
