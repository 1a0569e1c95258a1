/**
 * Unix domain sockets, over which processes on one home tell each other that something happened. Implements
 * {@code home}'s neighbours; imports {@code artifact} and {@code home}.
 */
@NullMarked
package dev.anneal.engine.adapter.socket;

import org.jspecify.annotations.NullMarked;
