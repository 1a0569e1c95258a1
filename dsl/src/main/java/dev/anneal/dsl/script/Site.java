package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;

/**
 * Where a word stands, with the values beside it.
 *
 * @param named the named values, as a map
 * @param positional the others, as a list
 */
record Site(Place place, Spot named, Spot positional) {}
