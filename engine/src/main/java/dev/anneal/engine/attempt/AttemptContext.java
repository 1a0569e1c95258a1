package dev.anneal.engine.attempt;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.StoreRecords;
import dev.anneal.engine.task.RunInfo;
import dev.anneal.engine.task.TaskContext;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The context of an attempt that runs on this machine. */
final class AttemptContext implements TaskContext, AutoCloseable {

    private final AttemptDescriptor descriptor;
    private final Workspace workspace;
    private final ArtifactStore artifacts;
    private final Store store;
    private final Clock clock;
    private final ProgressSink progress;
    private @Nullable Writer log;

    AttemptContext(
            AttemptDescriptor descriptor,
            Workspace workspace,
            ArtifactStore artifacts,
            Store store,
            Clock clock,
            ProgressSink progress) {
        this.descriptor = descriptor;
        this.workspace = workspace;
        this.artifacts = artifacts;
        this.store = store;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public RunInfo run() {
        return descriptor.run();
    }

    @Override
    public String task() {
        return descriptor.task();
    }

    @Override
    public int attempt() {
        return descriptor.attempt();
    }

    @Override
    public Path workFolder() {
        return created(workspace.attempt(run().id(), task(), attempt()).resolve("work"));
    }

    @Override
    public Path homeFolder(String name) {
        return created(workspace.lasting(name));
    }

    @Override
    public ArtifactStore artifacts() {
        return artifacts;
    }

    @Override
    public Artifact keep(Path file, ValueType type, String mediaType, Map<String, ?> properties) {
        boolean folder = Files.isDirectory(file);
        Digest digest = folder ? artifacts.putFolder(file) : artifacts.put(file);
        long size = folder ? artifacts.listing(digest).size() : artifacts.size(digest);
        return new Artifact(
                String.valueOf(file.getFileName()),
                type,
                digest,
                size,
                folder ? Artifact.FOLDER_MEDIA_TYPE : mediaType,
                Values.copyOf(properties));
    }

    @Override
    public RecordsView records() {
        return new StoreRecords(store);
    }

    @Override
    public Scope scope() {
        return Scope.of(descriptor.names());
    }

    @Override
    public Map<String, Object> resumed() {
        return descriptor.resumed();
    }

    @Override
    public List<Integer> devices() {
        List<Integer> devices = descriptor.means().devices();
        return devices == null ? List.of() : devices;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public synchronized void log(String line) {
        try {
            if (log == null) {
                Path file = file();
                created(workspace.logs(run().id()));
                log = Files.newBufferedWriter(
                        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            log.write(clock.instant() + " " + line + "\n");
            log.flush();
        } catch (IOException e) {
            throw AnnealException.environment("log", "cannot write the log " + file() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void progress(double fraction, String message) {
        progress.progress(task(), fraction, message);
    }

    @Override
    public synchronized void close() {
        try {
            if (log != null) {
                log.close();
                log = null;
            }
        } catch (IOException e) {
            throw AnnealException.environment("log", "cannot write the log " + file() + ": " + e.getMessage(), e);
        }
    }

    private Path file() {
        return workspace.log(run().id(), task(), attempt());
    }

    private static Path created(Path folder) {
        try {
            return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
        } catch (IOException e) {
            throw AnnealException.environment("folder", "cannot create " + folder + ": " + e.getMessage(), e);
        }
    }
}
