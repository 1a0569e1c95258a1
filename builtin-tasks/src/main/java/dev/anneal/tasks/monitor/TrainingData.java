package dev.anneal.tasks.monitor;

import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.tasks.data.Table;
import dev.anneal.tasks.data.TableFiles;
import dev.anneal.tasks.drift.FeatureDrift;
import dev.anneal.tasks.model.Models;
import dev.anneal.tasks.monitor.MonitorReport.DataCheck;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.serving.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the inputs of a window with the rows that the version was trained on. */
final class TrainingData {

    private final ArtifactStore store;
    private final MonitorSettings settings;

    TrainingData(ArtifactStore store, MonitorSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** @param window null where none is closed yet */
    DataCheck compare(ModelVersion version, Windows.@Nullable Closed window) throws InterruptedException {
        if (window == null) {
            return DataCheck.none("no window is closed yet");
        }
        Digest data = version.data();
        if (data == null) {
            return DataCheck.none(version.reference() + " does not say what it was trained on");
        }
        if (!store.contains(data)) {
            return DataCheck.none(
                    "the training data of " + version.reference() + " (" + data.brief() + ") is no longer kept here");
        }
        Table training = TableFiles.read(store.file(data));
        List<String> features = Models.signature(store, version.model()).features();
        if (training.rows() == 0) {
            return DataCheck.none("the training data of " + version.reference() + " has no rows");
        }
        return compare(training, features, window);
    }

    private DataCheck compare(Table training, List<String> features, Windows.Closed window) {
        FeatureDrift.Limits limits = new FeatureDrift.Limits(settings.psi(), settings.ks(), features.size());
        List<FeatureDrift> compared = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int j = 0; j < features.size(); j++) {
            String feature = features.get(j);
            double[] sample = column(window, j);
            if (sample.length == 0 || !training.names().contains(feature) || !training.numeric(feature)) {
                left.add(feature);
            } else {
                compared.add(FeatureDrift.of(feature, training.numbers(feature), sample, limits));
            }
        }
        List<String> drifted = compared.stream()
                .filter(FeatureDrift::drifted)
                .map(FeatureDrift::feature)
                .toList();
        return new DataCheck(
                window.window().from(),
                window.window().to(),
                !drifted.isEmpty(),
                compared,
                drifted,
                left.isEmpty() ? "" : "no numbers to compare for " + String.join(", ", left));
    }

    private static double[] column(Windows.Closed window, int feature) {
        return window.sent().stream()
                .map(Traffic.Sent::prediction)
                .map(Prediction::features)
                .filter(features -> feature < features.length)
                .mapToDouble(features -> features[feature])
                .toArray();
    }
}
