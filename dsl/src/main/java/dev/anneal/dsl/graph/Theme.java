package dev.anneal.dsl.graph;

import java.util.List;

/** Colours of a picture on a light or a dark ground; text on every one of them has a contrast of at least 4.5. */
public enum Theme {
    LIGHT("#ffffff", "#1c2530", "#57606a", "#8c959f", "#f3f5f8"),
    DARK("#14181e", "#e8edf2", "#a3adb8", "#6b7682", "#222932");

    static final List<String> STATES = List.of("succeeded", "failed", "rejected", "running", "waiting", "skipped");

    private final String ground;
    private final String text;
    private final String faint;
    private final String line;
    private final String box;

    Theme(String ground, String text, String faint, String line, String box) {
        this.ground = ground;
        this.text = text;
        this.faint = faint;
        this.line = line;
        this.box = box;
    }

    /** The rules of a style sheet. */
    String rules() {
        StringBuilder rules = new StringBuilder("svg{background:" + ground + "}.ground{fill:" + ground + "}text{fill:"
                + text + "}.faint{fill:" + faint + "}.box{fill:" + box + ";stroke:" + line + "}.arrow{stroke:" + line
                + "}.tip{fill:" + line + "}.label{fill:" + faint + ";stroke:" + ground + "}.set{stroke:" + line + "}");
        for (String state : STATES) {
            rules.append('.')
                    .append(state)
                    .append("{fill:")
                    .append(fill(state))
                    .append(";stroke:")
                    .append(stroke(state))
                    .append('}');
        }
        return rules.toString();
    }

    /** The ground of a box in that state. */
    String fill(String state) {
        boolean light = this == LIGHT;
        return switch (kind(state)) {
            case "succeeded" -> light ? "#dcf3e1" : "#153a22";
            case "failed" -> light ? "#fde0de" : "#4c1b1b";
            case "rejected" -> light ? "#fbe7cf" : "#4a3110";
            case "running" -> light ? "#d9eafb" : "#143453";
            case "waiting" -> light ? "#ece4fa" : "#34264f";
            default -> box;
        };
    }

    private String stroke(String state) {
        boolean light = this == LIGHT;
        return switch (kind(state)) {
            case "succeeded" -> light ? "#2a8a45" : "#4cc06c";
            case "failed" -> light ? "#c8362f" : "#f0716a";
            case "rejected" -> light ? "#b56a10" : "#e5a04a";
            case "running" -> light ? "#2672c0" : "#62aef5";
            case "waiting" -> light ? "#7a4fc0" : "#b18df0";
            default -> line;
        };
    }

    /** The state whose colours a state has. */
    static String kind(String state) {
        return switch (state) {
            case "expanded" -> "running";
            case "suspended" -> "waiting";
            case "cancelled" -> "rejected";
            default -> STATES.contains(state) ? state : "skipped";
        };
    }
}
