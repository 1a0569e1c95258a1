package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.List;

/**
 * A spec that was checked against the task types: it can run.
 *
 * @param digest of the spec's canonical JSON
 * @param tasks in the workflow's order; acyclic
 */
public record Plan(WorkflowSpec workflow, Digest digest, List<PlannedTask> tasks) {
    public Plan {
        tasks = List.copyOf(tasks);
    }
}
