package dev.anneal.dsl.diagnostic;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds that a name means one workflow in all files that are looked at together. For one thread. */
public final class SameNames {

    private record Known(WorkflowSpec workflow, Place place) {}

    private final Map<String, Known> workflows = new HashMap<>();

    /** Takes one more file; gives a problem for each of its workflows that another file defines otherwise. */
    public List<Problem> add(WorkflowFile file) {
        return file.workflows().stream()
                .flatMap(workflow -> clash(workflow, file.places().of(workflow.name())))
                .toList();
    }

    private Stream<Problem> clash(WorkflowSpec workflow, Place place) {
        Known before = workflows.putIfAbsent(workflow.name(), new Known(workflow, place));
        return Optional.ofNullable(before).filter(known -> !known.workflow().equals(workflow)).stream()
                .map(known -> new Problem(
                        place,
                        "duplicate-workflow",
                        "workflow '" + workflow.name() + "' is defined otherwise in " + known.place()
                                + ". Give one of them another name, or make them the same."));
    }
}
