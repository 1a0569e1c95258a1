package dev.anneal.dsl.graph;

/**
 * What a run made of a task, for a picture.
 *
 * @param state as {@code TaskState} says it, in small letters
 * @param note attempts, duration, how many of its runs: short; empty where there is nothing to say
 * @param detail why it is so, for a hover; empty where there is nothing to say
 */
public record TaskMark(String state, String note, String detail) {

    /** A symbol that tells the state without colour. */
    public String symbol() {
        return switch (state) {
            case "succeeded" -> "✓";
            case "failed" -> "✗";
            case "rejected" -> "⊘";
            case "skipped" -> "–";
            case "cancelled" -> "■";
            case "running", "expanded" -> "▶";
            case "waiting", "suspended" -> "…";
            default -> "○";
        };
    }
}
