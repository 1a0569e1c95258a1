package dev.anneal.runner.cli;

import dev.anneal.engine.execution.Miss;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why no earlier result stands in for an attempt, for people and for programs. */
final class MissText {

    private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");
    private static final int LONGEST = 60;

    private MissText() {}

    /** On a line: {@code rows: 600 → 700 since run kdg95vz4nfqp}. */
    static String brief(Miss miss) {
        return switch (miss.why()) {
            case CHANGED ->
                miss.changes().stream()
                                .map(change ->
                                        change.part() + ": " + value(change.before()) + " → " + value(change.now()))
                                .collect(Collectors.joining(", "))
                        + " since run " + miss.than();
            case NOT_CACHED -> "";
            default -> because(miss);
        };
    }

    static String because(Miss miss) {
        String than = "run " + miss.than();
        return switch (miss.why()) {
            case ASKED -> "it was asked to run again";
            case NOT_CACHED -> "its results are not kept for later runs, so it runs each time";
            case FIRST -> "it never ran before in this workflow";
            case CHANGED -> Texts.count(miss.changes().size(), "part") + " of its key changed since " + than;
            case NO_RESULT -> "its key is that of " + than + ", but there it did not succeed";
            case TOO_OLD -> "its key is that of " + than + ", whose result was older than its ttl allows";
            case GONE -> "its key is that of " + than + ", whose result was gone";
        };
    }

    /** Short values as they are, digests by their beginning. */
    static String value(@Nullable String text) {
        return text == null ? "none" : Texts.brief(DIGEST.matcher(text).replaceAll("$1"), LONGEST);
    }

    static Map<String, Object> view(Miss miss) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("because", miss.why().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        Views.put(view, "comparedWith", miss.than());
        view.put(
                "changed",
                miss.changes().stream()
                        .map(change -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("part", change.part());
                            Views.put(one, "before", change.before());
                            Views.put(one, "now", change.now());
                            return one;
                        })
                        .toList());
        return view;
    }
}
