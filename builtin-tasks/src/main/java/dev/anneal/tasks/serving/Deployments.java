package dev.anneal.tasks.serving;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.record.Records;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.registry.RegistryChanges;
import dev.anneal.tasks.registry.RegistryNames;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Changes what serves an endpoint, inside one transaction. History is never rewritten. */
public final class Deployments {

    /** The alias of a model that follows its deployments. */
    public static final String CHAMPION = "champion";

    private final Records records;

    /** @param records of the transaction */
    public Deployments(Records records) {
        this.records = records;
    }

    /**
     * Lets a version serve an endpoint from now on, and moves the model's alias {@value #CHAMPION} to it. The same
     * task again changes nothing and gets the deployment that it made.
     *
     * @param version as {@link ModelRegistry#find} takes it
     * @throws AnnealException not-found where there is no such version
     */
    public Deployment deploy(String endpoint, String version, String run, String task, Instant at) {
        Optional<Map<String, Object>> before = records.find(DeploymentRows.ORIGINS, run + "/" + task);
        if (before.isPresent()) {
            return DeploymentRows.deployment(before.get());
        }
        ModelVersion found = new ModelRegistry(records).get(version);
        String previous = new Endpoints(records)
                .current(RegistryNames.checked("an endpoint", endpoint))
                .map(Deployment::version)
                .orElse(null);
        Deployment deployment = new Deployment(endpoint, found.reference(), previous, run, at);
        Map<String, Object> document = DeploymentRows.document(deployment);
        int number = records.last(DeploymentRows.DEPLOYMENTS, endpoint + "/")
                        .map(RecordsView.Row::key)
                        .map(DeploymentRows::sequence)
                        .orElse(0)
                + 1;
        records.insert(DeploymentRows.DEPLOYMENTS, DeploymentRows.key(endpoint, number), document);
        records.put(DeploymentRows.ENDPOINTS, endpoint, document);
        records.insert(DeploymentRows.ORIGINS, run + "/" + task, document);
        new RegistryChanges(records).moveAlias(found.name(), CHAMPION, found.number(), run + "/" + task, at);
        return deployment;
    }
}
