/** What the ports of the engine are made of on one machine. Only a composition root names these packages. */
@NullMarked
package dev.anneal.engine.adapter;

import org.jspecify.annotations.NullMarked;
