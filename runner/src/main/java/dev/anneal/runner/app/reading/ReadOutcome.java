package dev.anneal.runner.app.reading;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a file, as JSON carries it from one process to another: its workflows with all their places, or
 * what is wrong with it.
 *
 * @param workflows empty where something is wrong
 * @param parts places of parts, by their paths
 * @param nodes places of expression nodes, by their {@linkplain SpecNodes number}
 * @param problems of the file
 * @param refusal why it could not be read at all; null where it could
 */
public record ReadOutcome(
        Place file,
        List<WorkflowSpec> workflows,
        Map<String, Place> parts,
        Map<Integer, Place> nodes,
        List<Problem> problems,
        @Nullable Refusal refusal) {

    /** Something other than problems of the file. */
    public record Refusal(AnnealException.Kind kind, String id, String message) {}

    /** Reads, and keeps what comes of it. @param name how the user names the file */
    public static ReadOutcome of(Path name, Supplier<WorkflowFile> reading) {
        Place file = Place.ofFile(name.toString());
        try {
            WorkflowFile read = reading.get();
            Map<Integer, Place> nodes = new LinkedHashMap<>();
            SpecNodes.visit(read.workflows(), (number, node) -> {
                Place place = read.places().of(node, "");
                if (place.line() > 0) {
                    nodes.put(number, place);
                }
            });
            return new ReadOutcome(
                    read.places().file(), read.workflows(), read.places().parts(), nodes, List.of(), null);
        } catch (InvalidWorkflowException invalid) {
            return new ReadOutcome(file, List.of(), Map.of(), Map.of(), invalid.problems(), null);
        } catch (AnnealException e) {
            Refusal refusal = new Refusal(e.kind(), e.id(), String.valueOf(e.getMessage()));
            return new ReadOutcome(file, List.of(), Map.of(), Map.of(), List.of(), refusal);
        }
    }

    /** What reading the file here would have come to. @param path absolute path of the file */
    WorkflowFile here(Path path) {
        if (refusal != null) {
            throw new AnnealException(refusal.kind(), refusal.id(), refusal.message());
        } else if (!problems.isEmpty()) {
            throw new InvalidWorkflowException(problems);
        }
        Places places = new Places(file);
        parts.forEach(places::put);
        SpecNodes.visit(workflows, (number, node) -> {
            Place place = nodes.get(number);
            if (place != null) {
                places.put(node, place);
            }
        });
        return new WorkflowFile(path, new ArrayList<>(workflows), places);
    }
}
