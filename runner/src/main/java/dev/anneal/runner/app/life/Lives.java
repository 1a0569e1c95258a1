package dev.anneal.runner.app.life;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.store.StoreRecords;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Predicting;
import dev.anneal.runner.app.Runs;
import dev.anneal.tasks.monitor.Alarms;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.retrain.LedgerEntry;
import dev.anneal.tasks.serving.Deployment;
import dev.anneal.tasks.serving.Endpoints;
import dev.anneal.tasks.serving.Prediction;
import dev.anneal.tasks.serving.PredictionLog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers the lives of models. */
public final class Lives {

    private final Anneal anneal;
    private final RecordsView records;

    public Lives(Anneal anneal) {
        this.anneal = anneal;
        this.records = new StoreRecords(anneal.store());
    }

    /** Models of which these runs registered a version, in alphabetical order. */
    public Set<String> models(List<Run> runs) {
        Set<String> ids = new LinkedHashSet<>(runs.stream().map(Run::id).toList());
        ModelRegistry registry = new ModelRegistry(records);
        Set<String> models = new TreeSet<>();
        for (String name : registry.names()) {
            if (registry.versions(name).stream().anyMatch(version -> ids.contains(version.run()))) {
                models.add(name);
            }
        }
        return models;
    }

    /** @throws AnnealException not-found, where no model has the name */
    public Life of(String model) throws InterruptedException {
        ModelRegistry registry = new ModelRegistry(records);
        List<ModelVersion> versions = registry.versions(model);
        if (versions.isEmpty()) {
            throw AnnealException.notFound(
                    "unknown-model",
                    "no model is registered as '" + model + "'." + NearestName.hint(model, registry.names()));
        }
        Endpoints endpoints = new Endpoints(records);
        List<String> served = endpoints.names().stream()
                .filter(name -> endpoints.history(name).stream()
                        .anyMatch(deployment -> deployment.version().startsWith(model + "@")))
                .toList();
        List<Run> runs = runs(versions, served);
        Map<String, List<TaskRun>> tasks = new LinkedHashMap<>();
        runs.forEach(run -> tasks.put(run.id(), new Runs(anneal).taskRuns(run)));
        List<Life.EndpointLife> lives = new ArrayList<>();
        for (String name : served) {
            lives.add(endpoint(name, endpoints.history(name), tasks));
        }
        lives.sort(
                Comparator.comparing((Life.EndpointLife life) -> life.accuracy().predictions())
                        .reversed());
        List<Life.Chapter> chapters = new Chapters(versions, served, tasks, anneal.store()).of(runs);
        return new Life(
                model, versions, chapters, lives, anneal.home().workspace().home());
    }

    /** Every run of a chain that made a version, raised an alarm or decided about it. */
    private List<Run> runs(List<ModelVersion> versions, List<String> endpoints) {
        Set<String> ids = new LinkedHashSet<>();
        versions.forEach(version -> ids.add(version.run()));
        for (String endpoint : endpoints) {
            Alarms.of(records, endpoint).forEach(alarm -> ids.add(String.valueOf(alarm.get("run"))));
            LedgerEntry.of(records, endpoint).forEach(entry -> ids.add(entry.run()));
        }
        Set<String> roots = new LinkedHashSet<>();
        List<Run> runs = new ArrayList<>();
        anneal.store().read(tables -> {
            ids.forEach(id -> tables.runs().find(id).ifPresent(run -> roots.add(run.root())));
            roots.forEach(root -> runs.addAll(tables.runs().chain(root)));
            return runs;
        });
        runs.sort(Comparator.comparing(Run::createdAt));
        return runs;
    }

    private Life.EndpointLife endpoint(String name, List<Deployment> deployments, Map<String, List<TaskRun>> tasks)
            throws InterruptedException {
        List<Prediction> predictions =
                new PredictionLog(anneal.home().workspace().lasting(Predicting.LOG)).read(name);
        ModelVersion first = new ModelRegistry(records)
                .find(deployments.get(0).version())
                .orElseThrow(() -> AnnealException.fault(
                        "version-gone", deployments.get(0).version() + " was deployed but is not registered", null));
        Scores scores =
                Scores.of(predictions, first, labelDelay(tasks), anneal.home().artifacts());
        List<Life.Alarm> alarms = Alarms.of(records, name).stream()
                .map(Lives::alarm)
                .sorted(Comparator.comparing(Life.Alarm::at))
                .toList();
        int retrains = (int) LedgerEntry.of(records, name).stream()
                .filter(entry -> entry.workflow() != null)
                .count();
        return new Life.EndpointLife(
                name,
                scores.accuracy(),
                scores.stretches(),
                alarms,
                drifts(alarms, conceptStarts(predictions, tasks), predictions),
                retrains,
                deployments.stream().map(Deployment::version).toList());
    }

    private static Life.Alarm alarm(Map<String, Object> document) {
        Object withdrawn = document.get("withdrawn");
        return new Life.Alarm(
                String.valueOf(document.get("version")),
                whole(document.get("since")),
                whole(document.get("at")),
                String.valueOf(document.get("message")),
                String.valueOf(document.get("run")),
                withdrawn == null ? null : withdrawn.toString());
    }

    /** The label delay that the replays of these runs worked with, in rows; 0 where none did. */
    private static long labelDelay(Map<String, List<TaskRun>> tasks) {
        return tasks.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.metrics().containsKey("labelDelay"))
                .mapToLong(row -> Math.round(row.metrics().getOrDefault("labelDelay", 0.0)))
                .max()
                .orElse(0);
    }

    /** Where the concept truly changed, for streams that say so. */
    private static List<Long> conceptStarts(List<Prediction> predictions, Map<String, List<TaskRun>> tasks) {
        Set<String> sources = new TreeSet<>();
        predictions.forEach(prediction -> sources.add(prediction.source()));
        Map<String, List<Long>> known = new TreeMap<>();
        tasks.values()
                .forEach(rows -> rows.forEach(row -> row.outputs().values().forEach(value -> {
                    for (Artifact artifact : Values.artifacts(value)) {
                        if (sources.contains(artifact.digest().hex())
                                && artifact.property("conceptStarts") instanceof List<?> starts) {
                            known.put(
                                    artifact.digest().hex(),
                                    starts.stream().map(Lives::whole).toList());
                        }
                    }
                })));
        return known.size() == 1 ? known.values().iterator().next() : List.of();
    }

    /** Known drifts and the first alarm after each; where none is known, each standing alarm is a drift of its own. */
    private static List<Life.Drift> drifts(List<Life.Alarm> alarms, List<Long> starts, List<Prediction> predictions) {
        List<Long> standing = alarms.stream()
                .filter(alarm -> alarm.withdrawn() == null)
                .map(Life.Alarm::at)
                .toList();
        if (starts.isEmpty() || predictions.isEmpty()) {
            return standing.stream().map(at -> new Life.Drift(null, at)).toList();
        }
        long begin = predictions.get(0).position();
        long end = predictions.get(predictions.size() - 1).position();
        List<Life.Drift> drifts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long start = starts.get(i);
            long next = i + 1 < starts.size() ? starts.get(i + 1) : Long.MAX_VALUE;
            if (start > begin && start <= end) {
                Long found = standing.stream()
                        .filter(at -> at >= start && at < next)
                        .findFirst()
                        .orElse(null);
                drifts.add(new Life.Drift(start, found));
            }
        }
        return drifts;
    }

    private static long whole(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof BigDecimal number ? number.longValue() : 0;
    }
}
