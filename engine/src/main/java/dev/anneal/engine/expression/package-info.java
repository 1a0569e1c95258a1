/**
 * The one evaluator of the expression tree, its scopes and its printed form. Imports {@code spec} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.expression;

import org.jspecify.annotations.NullMarked;
