/**
 * A workflow as pure data: records that are equal when they mean the same, and the expression tree that settings and conditions share. Imports only {@code problem} and {@code artifact}.
 */
@NullMarked
package dev.anneal.engine.spec;

import org.jspecify.annotations.NullMarked;
