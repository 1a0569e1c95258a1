package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the parts of a file and their words begin, so that a place tells what it is in. */
final class Outline {

    /**
     * What begins in a place.
     *
     * @param part its path, as in {@link dev.anneal.engine.spec.Places}; empty for a workflow
     * @param word of the part; empty for the part as a whole
     */
    record Begin(String part, String word) {}

    private final TreeMap<Place, List<Begin>> begins = new TreeMap<>();

    void add(Place place, String part, String word) {
        begins.computeIfAbsent(place, none -> new ArrayList<>()).add(new Begin(part, word));
    }

    /** The last place at or before this one where something begins; null where there is none. */
    @Nullable
    Place begin(Place place) {
        return begins.floorKey(place);
    }

    /** All that begins in a place: a loop of a script makes several parts in one. */
    List<Begin> at(@Nullable Place begin) {
        return begin == null ? List.of() : begins.getOrDefault(begin, List.of());
    }
}
