package dev.anneal.engine.store;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Results of pure tasks by the digest of all that they follow from. */
public interface ResultTable {

    /**
     * @param run the run that made it
     * @param at when
     */
    record Result(String run, Instant at, Map<String, Object> outputs, Map<String, Double> metrics) {
        public Result {
            outputs = Values.copyOf(outputs);
            metrics = Map.copyOf(metrics);
        }
    }

    Optional<Result> find(Digest key);

    void put(Digest key, Result result);
}
