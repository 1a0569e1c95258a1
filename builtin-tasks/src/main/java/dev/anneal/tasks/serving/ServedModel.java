package dev.anneal.tasks.serving;

import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.model.Models;
import dev.anneal.tasks.model.Scorer;
import dev.anneal.tasks.model.Signature;
import dev.anneal.tasks.registry.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A version, loaded and ready to answer. For one thread at a time. */
public final class ServedModel implements AutoCloseable {

    private final ModelVersion version;
    private final Scorer scorer;

    private ServedModel(ModelVersion version, Scorer scorer) {
        this.version = version;
        this.scorer = scorer;
    }

    /**
     * What came of one row.
     *
     * @param probabilities a class each, in the signature's order; empty where the outcome is an error
     * @param predicted the class with the greatest probability, the first of equals; NaN where the outcome is an error
     * @param score its probability; NaN where the outcome is an error
     * @param outcome {@link Prediction#OK}, or the error
     */
    public record Answer(
            List<Double> probabilities, double predicted, double score, long latencyNanos, String outcome) {

        public Answer {
            probabilities = List.copyOf(probabilities);
        }

        public boolean ok() {
            return outcome.equals(Prediction.OK);
        }
    }

    /** @throws AnnealException not-found where the model's bytes are gone, bad-input where they are no model */
    public static ServedModel open(ArtifactStore store, ModelVersion version) {
        return new ServedModel(version, Models.open(store, version.model()));
    }

    public ModelVersion version() {
        return version;
    }

    public Signature signature() {
        return scorer.signature();
    }

    /** Scores one row; what goes wrong is its outcome. @param features in the signature's order, NaN = missing */
    public Answer answer(double[] features) {
        long before = System.nanoTime();
        try {
            double[] probabilities = scorer.score(features);
            long latency = System.nanoTime() - before;
            return answer(probabilities, latency);
        } catch (RuntimeException e) {
            return failed(System.nanoTime() - before, String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(double[] probabilities, long latency) {
        List<Double> classes = signature().classes();
        List<Double> all = new ArrayList<>(probabilities.length);
        int best = 0;
        for (int k = 0; k < probabilities.length; k++) {
            if (!Double.isFinite(probabilities[k])) {
                return failed(latency, "the model gives the probability " + probabilities[k]);
            }
            all.add(probabilities[k]);
            best = probabilities[k] > probabilities[best] ? k : best;
        }
        if (all.size() != classes.size()) {
            return failed(
                    latency, "the model gives " + all.size() + " probabilities for " + classes.size() + " classes");
        }
        return new Answer(all, classes.get(best), probabilities[best], latency, Prediction.OK);
    }

    private static Answer failed(long latency, String error) {
        return new Answer(List.of(), Double.NaN, Double.NaN, latency, error);
    }

    /**
     * The rows of a table as the model takes them: rows x features.
     *
     * @param where the table's name, for messages
     * @throws AnnealException bad-input that names every feature that is not there, or is text
     */
    public double[][] features(Table table, String where) {
        List<String> names = signature().features();
        Set<String> others = new TreeSet<>(table.names());
        names.forEach(others::remove);
        List<String> wrong = new ArrayList<>();
        for (String name : names) {
            if (!table.names().contains(name)) {
                wrong.add("there is no column '" + name + "'."
                        + NearestName.of(name, others)
                                .map(near -> " Did you mean '" + near + "'?")
                                .orElse(""));
            } else if (!table.numeric(name)) {
                wrong.add("column '" + name + "' holds text, and the model takes numbers.");
            }
        }
        if (!wrong.isEmpty()) {
            throw AnnealException.badInput(
                    "features",
                    where + " does not fit " + version.reference() + ": " + String.join(" Also, ", wrong)
                            + " The model takes " + String.join(", ", names) + "; the data has "
                            + String.join(", ", table.names()) + ".");
        }
        return table.matrix(names);
    }

    @Override
    public void close() {
        scorer.close();
    }
}
