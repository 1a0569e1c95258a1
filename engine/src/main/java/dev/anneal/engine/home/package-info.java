/**
 * A home: the folder that a project's state lives in, its layout, what keeps the things in it, and who owns which run.
 * Imports the ports {@code store}, {@code artifact} and {@code archive}.
 */
@NullMarked
package dev.anneal.engine.home;

import org.jspecify.annotations.NullMarked;
