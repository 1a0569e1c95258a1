package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.Place;
import java.util.Set;

/** What may be the name of a workflow, parameter, trigger or task. */
final class Names {

    private static final int LONGEST = EngineWords.LONGEST_NAME;
    private static final Set<String> MEANT = Set.copyOf(EngineWords.NO_TASK_NAMES);

    private Names() {}

    static void check(Draft draft, String kind, String name, Place place) {
        if (!identifier(name) || name.length() > LONGEST) {
            draft.incomplete();
            draft.problem(
                    place,
                    "bad-name",
                    "'" + (name.length() > 40 ? name.substring(0, 40) + "..." : name) + "' cannot name " + article(kind)
                            + kind
                            + ": a name has at most " + LONGEST
                            + " letters (a-z, A-Z), digits and '_', and does not begin with a digit."
                            + suggestion(name));
        } else if (kind.equals("task") && MEANT.contains(name)) {
            draft.problem(
                    place,
                    "reserved-name",
                    "no task can be called '" + name + "': expressions mean something else by it. Choose another name");
        }
    }

    private static String article(String kind) {
        return "aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ";
    }

    static boolean identifier(String name) {
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    private static String suggestion(String name) {
        String repaired = name.strip().replaceAll("[^A-Za-z0-9_]+", "_");
        boolean usable = identifier(repaired) && repaired.length() <= LONGEST && !repaired.matches("_+");
        return usable ? " Try '" + repaired + "'" : "";
    }
}
