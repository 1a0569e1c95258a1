/**
 * Draws workflows: the graph of tasks and what they carry to each other, laid out by the Eclipse Layout Kernel and
 * written as SVG, or written as Mermaid or DOT for others to lay out. Imports the engine.
 */
@NullMarked
package dev.anneal.dsl.graph;

import org.jspecify.annotations.NullMarked;
