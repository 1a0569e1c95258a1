package dev.anneal.dsl.draft;

import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.WorkflowFile;
import java.util.List;

/**
 * What could be read of a file.
 *
 * @param file all of it where there are no problems; else what cannot be told is left out or stands for itself, and none
 *     of it may run; without workflows where none was found
 * @param problems in source order
 * @param plannable whether enough was read to look for what is wrong with the plan, too
 * @param aftermath what the problems mean to planning
 */
public record Partial(WorkflowFile file, List<Problem> problems, boolean plannable, Aftermath aftermath) {

    public Partial {
        problems = List.copyOf(problems);
    }
}
