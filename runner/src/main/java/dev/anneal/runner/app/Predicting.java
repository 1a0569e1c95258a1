package dev.anneal.runner.app;

import dev.anneal.engine.store.StoreRecords;
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

    /** @param logged whether predictions of an endpoint go to its log */
    public Predictor.Predictions predict(String reference, Path file, boolean logged) throws InterruptedException {
        PredictionLog log = new PredictionLog(anneal.home().workspace().lasting(LOG));
        return new Predictor(anneal.home().artifacts(), new StoreRecords(anneal.store()), log, anneal.clock())
                .predict(reference, file, logged);
    }
}
