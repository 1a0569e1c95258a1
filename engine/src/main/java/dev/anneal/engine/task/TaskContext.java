package dev.anneal.engine.task;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.record.RecordsView;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What an attempt is given besides its settings. For the attempt's own threads only. */
public interface TaskContext {

    RunInfo run();

    /** The task's name. */
    String task();

    /** 1 for the first attempt. */
    int attempt();

    /** An empty folder of the attempt's own, gone some time after the run's archive is sealed. */
    Path workFolder();

    /** A folder of the home that outlives runs, such as {@code predictions}; created when first asked for. */
    Path homeFolder(String name);

    ArtifactStore artifacts();

    /** Keeps a file (or a folder, for {@link ValueType#FOLDER} and {@link ValueType#MODEL}) as an artifact named after it. */
    Artifact keep(Path file, ValueType type, String mediaType, Map<String, ?> properties);

    /** What the registry, endpoints and ledgers hold now. */
    RecordsView records();

    /** {@code params}, {@code run} and the outputs of done tasks, for settings that are expressions. */
    Scope scope();

    /**
     * What the attempt that suspended itself left for the one that goes on, and under {@code signal} what ended the wait;
     * empty where nothing was suspended.
     */
    Map<String, Object> resumed();

    /**
     * Numbers of the GPUs that are this attempt's alone, in ascending order; empty where it has none, or where nobody
     * deals them out. Its processes, a worker's included, see no others.
     */
    List<Integer> devices();

    Clock clock();

    /** A line in the attempt's log. */
    void log(String line);

    /** @param fraction 0 to 1 */
    void progress(double fraction, String message);
}
