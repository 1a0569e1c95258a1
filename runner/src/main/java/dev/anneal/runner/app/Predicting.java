package dev.anneal.runner.app;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.store.StoreRecords;
import dev.anneal.tasks.serving.Endpoints;
import dev.anneal.tasks.serving.PredictionLog;
import dev.anneal.tasks.serving.Predictor;
import java.nio.file.Path;

/** Predicts rows of files with what a home has deployed or registered. */
public final class Predicting {

    /** The folder of a home that prediction logs lie in, as tasks know it too. */
    public static final String LOG = "predictions";

    private final Anneal anneal;

    public Predicting(Anneal anneal) {
        this.anneal = anneal;
    }

    /**
     * @param reference an endpoint, or a version by number or alias
     * @param logged whether predictions of an endpoint go to its log
     * @throws AnnealException not-found where the reference or the file names nothing; bad input where the columns do not fit
     */
    public Predictor.Predictions predict(String reference, Path file, boolean logged) throws InterruptedException {
        StoreRecords records = new StoreRecords(anneal.store());
        Endpoints endpoints = new Endpoints(records);
        if (!reference.contains("@") && endpoints.current(reference).isEmpty()) {
            throw AnnealException.notFound(
                    "unknown-endpoint",
                    "nothing is deployed to endpoint '" + reference + "'."
                            + NearestName.hint(reference, endpoints.names()));
        }
        PredictionLog log = new PredictionLog(anneal.home().workspace().lasting(LOG));
        return new Predictor(anneal.home().artifacts(), records, log, anneal.clock()).predict(reference, file, logged);
    }
}
