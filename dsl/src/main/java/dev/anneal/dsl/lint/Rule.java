package dev.anneal.dsl.lint;

import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.function.Consumer;

/** One kind of oddity. */
interface Rule {

    /** Looks through one workflow of a file. */
    void look(WorkflowSpec workflow, WorkflowFile file, Consumer<Problem> found);
}
