package dev.anneal.tasks.serving;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import java.util.List;
import java.util.Optional;

/** Reads what serves each endpoint now and did before. As thread-safe as the view that it reads. */
public final class Endpoints {

    private final RecordsView records;

    public Endpoints(RecordsView records) {
        this.records = records;
    }

    public Optional<Deployment> current(String endpoint) {
        return records.find(DeploymentRows.ENDPOINTS, endpoint).map(DeploymentRows::deployment);
    }

    /** As {@link #current}. @throws AnnealException bad-input where nothing was ever deployed there; names what was */
    public Deployment get(String endpoint) {
        return current(endpoint).orElseThrow(() -> {
            List<String> known = names();
            return AnnealException.badInput(
                    "unknown-endpoint",
                    "nothing is deployed to endpoint '" + endpoint + "'."
                            + (known.isEmpty()
                                    ? " No endpoint has a deployment yet."
                                    : NearestName.hint(endpoint, known)));
        });
    }

    /** Every deployment to the endpoint, oldest first. */
    public List<Deployment> history(String endpoint) {
        return records.list(DeploymentRows.DEPLOYMENTS, endpoint + "/").stream()
                .map(row -> DeploymentRows.deployment(row.document()))
                .toList();
    }

    /** The version with most of the endpoint's traffic: the one deployed last. */
    public Optional<ModelVersion> champion(String endpoint) {
        return current(endpoint).flatMap(now -> new ModelRegistry(records).find(now.version()));
    }

    /** Endpoints with a deployment, in alphabetical order. */
    public List<String> names() {
        return records.list(DeploymentRows.ENDPOINTS, "").stream()
                .map(RecordsView.Row::key)
                .toList();
    }
}
