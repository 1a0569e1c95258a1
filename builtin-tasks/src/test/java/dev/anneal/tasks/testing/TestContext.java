package dev.anneal.tasks.testing;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.engine.task.RunInfo;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A context whose home is a folder and whose records are in memory. {@link #as} gives the context of another attempt on
 * the same home.
 */
public final class TestContext implements TaskContext {

    private final Path home;
    private final MemoryRecords records;
    private final ArtifactStore artifacts;
    private final Clock clock;
    private final RunInfo run;
    private final String task;
    private final Scope scope;
    private final List<String> lines = new ArrayList<>();

    private TestContext(TestContext shared, RunInfo run, String task, Clock clock, Scope scope) {
        this.home = shared.home;
        this.records = shared.records;
        this.artifacts = shared.artifacts;
        this.clock = clock;
        this.run = run;
        this.task = task;
        this.scope = scope;
    }

    /** @param folder an empty one; the clock stands at 2024-01-01T00:00:00Z */
    public TestContext(Path folder) {
        this.home = folder.resolve("home");
        this.records = new MemoryRecords();
        this.artifacts = new FolderArtifacts(home.resolve("artifacts"));
        this.clock = Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
        this.run = run("run1", "loans", folder);
        this.task = "task";
        this.scope = Scope.of(Map.of());
    }

    private static RunInfo run(String id, String workflow, Path baseFolder) {
        return new RunInfo(id, workflow, Digest.of(workflow), baseFolder, Map.of(), "c0ffee");
    }

    /** The first attempt of another task, on the same home. */
    public TestContext as(String runId, String taskName) {
        return new TestContext(this, run(runId, run.workflow(), run.baseFolder()), taskName, clock, scope);
    }

    /** The same task of a run of another workflow. */
    public TestContext ofWorkflow(String workflow) {
        return new TestContext(this, run(run.id(), workflow, run.baseFolder()), task, clock, scope);
    }

    public TestContext at(Clock newClock) {
        return new TestContext(this, run, task, newClock, scope);
    }

    /** The same task of a run with other parameters. */
    public TestContext withParameters(Map<String, ?> parameters) {
        RunInfo info = new RunInfo(
                run.id(),
                run.workflow(),
                run.workflowDigest(),
                run.baseFolder(),
                Values.copyOf(parameters),
                run.codeVersion());
        return new TestContext(this, info, task, clock, scope);
    }

    public TestContext withScope(Map<String, ?> names) {
        return new TestContext(this, run, task, clock, Scope.of(names));
    }

    /**
     * Completes the task as the engine does: applies the effects, in one transaction.
     *
     * @return the outputs, those of the handlers included
     * @throws AssertionError where the outcome is neither succeeded nor rejected
     */
    public Map<String, Object> complete(TaskOutcome outcome, EffectHandler... handlers) {
        if (outcome instanceof TaskOutcome.Succeeded succeeded) {
            return complete(succeeded.outputs(), succeeded.effects(), handlers);
        } else if (outcome instanceof TaskOutcome.Rejected rejected) {
            return complete(rejected.outputs(), rejected.effects(), handlers);
        }
        throw new AssertionError("not completed: " + outcome);
    }

    private Map<String, Object> complete(Map<String, Object> outputs, List<Effect> effects, EffectHandler... handlers) {
        return records.inTransaction(transaction -> {
            Map<String, Object> all = new LinkedHashMap<>(outputs);
            for (Effect effect : effects) {
                for (EffectHandler handler : handlers) {
                    if (handler.type().equals(effect.type())) {
                        EffectHandler.Origin origin = new EffectHandler.Origin(run.id(), run.workflow(), task);
                        all.putAll(handler.apply(effect, origin, clock.instant(), transaction));
                    }
                }
            }
            return Values.copyOf(all);
        });
    }

    /** What the task logged. */
    public List<String> lines() {
        return lines;
    }

    /** The records that {@link #records} views, for transactions of the spec's own. */
    public MemoryRecords memory() {
        return records;
    }

    @Override
    public RunInfo run() {
        return run;
    }

    @Override
    public String task() {
        return task;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Path workFolder() {
        return folder(home.resolve("work").resolve(run.id()).resolve(task));
    }

    @Override
    public Path homeFolder(String name) {
        return folder(home.resolve(name));
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ArtifactStore artifacts() {
        return artifacts;
    }

    @Override
    public Artifact keep(Path file, ValueType type, String mediaType, Map<String, ?> properties) {
        String name = String.valueOf(file.getFileName());
        Map<String, Object> facts = new LinkedHashMap<>(properties);
        if (Files.isDirectory(file)) {
            Digest digest = artifacts.putFolder(file);
            long size = artifacts.listing(digest).size();
            return new Artifact(name, type, digest, size, Artifact.FOLDER_MEDIA_TYPE, facts);
        }
        Digest digest = artifacts.put(file);
        return new Artifact(name, type, digest, artifacts.size(digest), mediaType, facts);
    }

    @Override
    public RecordsView records() {
        return records;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public Map<String, Object> resumed() {
        return Map.of();
    }

    @Override
    public List<Integer> devices() {
        return List.of();
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public void progress(double fraction, String message) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("progress " + fraction + ": " + message);
        }
    }
}
