package dev.anneal.engine.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what a person probably meant: the valid name at the smallest edit distance (Levenshtein 1966). */
public final class NearestName {

    private NearestName() {}

    /** The nearest of {@code names} within a third of the length (at least 2 edits), if any; ties go to the first in order. */
    public static Optional<String> of(String found, Collection<String> names) {
        int limit = Math.max(2, found.length() / 3);
        String wanted = found.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= limit)
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code " Did you mean 'x'?"} for the nearest name, else {@code " Known: a, b, c."}; begins with a space. */
    public static String hint(String found, Collection<String> names) {
        return of(found, names)
                .map(name -> " Did you mean '" + name + "'?")
                .orElseGet(() -> names.isEmpty()
                        ? ""
                        : " Known: " + names.stream().sorted().limit(20).collect(Collectors.joining(", ")) + ".");
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substitution, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
