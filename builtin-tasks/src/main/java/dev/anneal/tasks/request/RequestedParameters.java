package dev.anneal.tasks.request;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.problem.AnnealException;
import java.util.List;
import java.util.Map;

/** Parameters that a requested run is to be given, from a setting {@code with}. */
public final class RequestedParameters {

    private RequestedParameters() {}

    /**
     * The parameters, once a run is really asked for.
     *
     * @param workflow that the run will be of
     * @param with plain values; null is a value that was not there, which only matters now
     * @throws AnnealException bad-input where a value is not there, or is an artifact: a run has no such parameters
     */
    public static Map<String, Object> of(String workflow, Map<String, Object> with) {
        List<String> empty = with.entrySet().stream()
                .filter(entry -> isNull(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!empty.isEmpty()) {
            throw AnnealException.badInput(
                    "empty-parameter",
                    "a run of '" + workflow + "' was to be requested with " + String.join(", ", empty)
                            + ", but there is no value: the output that 'with' takes it from is empty.");
        }
        with.forEach((name, value) -> {
            List<Artifact> artifacts = Values.artifacts(value);
            if (!artifacts.isEmpty()) {
                throw AnnealException.badInput(
                        "artifact-parameter",
                        "parameter '" + name + "' of the requested run of '" + workflow + "' is the "
                                + artifacts.get(0).type().word() + " '"
                                + artifacts.get(0).name() + "': a run takes texts, numbers, booleans, lists and maps.");
            }
        });
        return Values.copyOf(with);
    }

    @SuppressWarnings("NullAway") // plain maps may hold null as a value
    private static boolean isNull(Object value) {
        return value == null;
    }
}
