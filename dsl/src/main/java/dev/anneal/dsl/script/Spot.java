package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;
import java.util.List;
import java.util.Map;

/**
 * Where a written value and its parts stand: kept from compilation, and read beside the value when the script runs.
 *
 * @param items of a list that was written out, else empty
 * @param entries of a map that was written out, else empty
 * @param keys places of the keys of that map
 */
record Spot(Place place, List<Spot> items, Map<String, Spot> entries, Map<String, Place> keys) {

    static Spot at(Place place) {
        return new Spot(place, List.of(), Map.of(), Map.of());
    }

    Spot item(int index) {
        return index < items.size() ? items.get(index) : at(place);
    }

    Spot entry(String key) {
        Spot entry = entries.get(key);
        return entry == null ? at(place) : entry;
    }
}
