package dev.anneal.dsl.draft;

import dev.anneal.dsl.draft.Outline.Begin;
import dev.anneal.engine.plan.Doubts;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the problems that were found while reading mean to planning: which of its problems only follow from them. */
public final class Aftermath {

    /** Words on which hangs what a task is and what may be said in it. */
    private static final Set<String> DECISIVE = Set.of("type", "forEach", "repeat");

    /** Problems of names that are not there. */
    private static final Set<String> OF_NAMES =
            Set.of("unknown-reference", "unknown-task", "unknown-parameter", "missing-parameter", "missing-setting");

    private final Outline outline;
    private final boolean incomplete;
    private final Set<Place> begins = new HashSet<>();
    private final Set<String> parts = new HashSet<>();
    private final Set<String> unclear = new HashSet<>();

    /** @param incomplete whether names may be missing */
    Aftermath(List<Problem> problems, Outline outline, boolean incomplete) {
        this.outline = outline;
        this.incomplete = incomplete;
        for (Problem problem : problems) {
            Place begin = outline.begin(problem.place());
            if (begin != null) {
                begins.add(begin);
            }
            for (Begin wrong : outline.at(begin)) {
                parts.add(wrong.part());
                if (DECISIVE.contains(wrong.word())) {
                    unclear.add(wrong.part());
                }
            }
        }
    }

    /** Parts with problems, of which others may expect nothing. */
    public Doubts doubts() {
        return new Doubts(parts);
    }

    /** Whether a problem of planning may only follow from what could not be read, so that it had better not be told. */
    public boolean explains(Problem planned) {
        if (incomplete && OF_NAMES.contains(planned.code())) {
            return true;
        }
        Place begin = outline.begin(planned.place());
        return begin == null
                || begins.contains(begin)
                || outline.at(begin).stream()
                        .anyMatch(part -> unclear.contains(part.part())
                                || (part.word().isEmpty() && parts.contains(part.part())));
    }
}
