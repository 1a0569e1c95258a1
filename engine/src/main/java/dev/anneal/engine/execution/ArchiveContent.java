package dev.anneal.engine.execution;

import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.archive.Manifest;
import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Damage;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.FolderListing;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.lineage.Lineage;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.spec.WorkflowSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Gathers what goes into a run's archive; entries in a fixed order, so that the same run always gives the same archive. */
final class ArchiveContent {

    /** Id of the problem that an artifact's bytes are not what they were. */
    static final String DAMAGED = "damaged-artifact";

    /** What tells apart the task runs that one task became. */
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    private static final int BUFFER = 1 << 16;

    private final Home home;
    private final Run run;
    private final List<Archiver.Entry> entries = new ArrayList<>();
    private final List<Manifest.Item> items = new ArrayList<>();
    private final TreeMap<String, FolderListing> folders = new TreeMap<>();
    private final TreeMap<String, Digest> files = new TreeMap<>();
    private final Map<Digest, String> pathOf = new HashMap<>();

    private final byte[] buffer = new byte[BUFFER];

    private ArchiveContent(Home home, Run run) {
        this.home = home;
        this.run = run;
    }

    /** @param environment versions of what ran it */
    static List<Archiver.Entry> of(Home home, Run run, Map<String, String> environment) {
        return new ArchiveContent(home, run).gather(environment);
    }

    private List<Archiver.Entry> gather(Map<String, String> environment) {
        List<TaskRun> taskRuns = home.store().read(tables -> tables.runs().taskRuns(run.id()));
        List<RunEvent> journal = home.store().read(tables -> tables.runs().journal(run.id()));
        WorkflowSpec spec = home.store()
                .read(tables -> tables.workflows().spec(run.spec()))
                .orElseThrow(() -> AnnealException.fault("no-spec", "the spec of run " + run.id() + " is gone", null));
        text("spec.json", Json.pretty(spec));
        text("parameters.json", Json.pretty(run.parameters()));
        text("tasks.json", Json.pretty(taskRuns));
        StringBuilder lines = new StringBuilder();
        journal.forEach(event -> lines.append(Json.write(event)).append('\n'));
        text("journal.jsonl", lines.toString());
        Map<String, Map<String, Double>> metrics = new TreeMap<>();
        taskRuns.forEach(row -> metrics.put(row.task(), row.metrics()));
        text("metrics.json", Json.pretty(metrics));
        text("lineage.json", Json.pretty(Lineage.of(taskRuns)));
        logs();
        for (TaskRun row : taskRuns) {
            row.outputs().forEach((output, value) -> {
                List<Artifact> artifacts = Values.artifacts(value);
                for (int i = 0; i < artifacts.size(); i++) {
                    artifact(row, artifacts.size() == 1 ? output : output + "." + (i + 1), artifacts.get(i));
                }
            });
        }
        List<Archiver.Entry> all = new ArrayList<>();
        Manifest manifest = new Manifest(Manifest.FORMAT, run, items, folders, files, environment);
        all.add(entry("manifest.json", Json.pretty(manifest)));
        all.addAll(entries);
        return all;
    }

    private void artifact(TaskRun row, String output, Artifact artifact) {
        String folder = "artifacts/" + row.task() + "/" + output;
        String path = pathOf.get(artifact.digest());
        if (path == null) {
            requireSound(row, output, artifact);
            path = artifact.folder() ? folder : folder + "/" + artifact.name();
            if (artifact.folder()) {
                FolderListing listing = home.artifacts().listing(artifact.digest());
                folders.put(artifact.digest().hex(), listing);
                for (FolderListing.Entry file : listing.entries()) {
                    content(path + "/" + file.path(), file.digest(), file.size());
                }
            } else {
                content(path, artifact.digest(), artifact.size());
            }
            pathOf.put(artifact.digest(), path);
        }
        items.add(new Manifest.Item(
                row.task(),
                output,
                artifact.type().word(),
                artifact.digest(),
                artifact.size(),
                row.reusedFrom() == null ? "" : row.reusedFrom(),
                path));
    }

    private void requireSound(TaskRun row, String output, Artifact artifact) {
        Damage.of(artifact, home.artifacts()).ifPresent(damage -> {
            String task = INDEX.matcher(row.task()).replaceFirst("");
            throw AnnealException.environment(
                    DAMAGED,
                    "the artifact '" + artifact.name() + "' (output '" + output + "' of task '" + row.task() + "') "
                            + damage + "; `anneal resume " + run.id() + " --from " + task + "` makes it again",
                    null);
        });
    }

    private void content(String path, Digest digest, long size) {
        ArtifactStore store = home.artifacts();
        add(new Archiver.Entry(path, size, digest, () -> opened(store.file(digest))));
    }

    private void add(Archiver.Entry entry) {
        files.put(entry.path(), entry.digest());
        entries.add(entry);
    }

    /** The archiver holds the bytes against their digest itself. */
    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw AnnealException.environment("artifact", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void logs() {
        Path folder = home.workspace().logs(run.id());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var listed = Files.list(folder)) {
            for (Path log : listed.sorted().toList()) {
                log("logs/" + log.getFileName(), log);
            }
        } catch (IOException e) {
            throw AnnealException.environment("logs", "cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Read where it lies, twice: nothing of the run lives that could write to it, and the archiver would see if it did. */
    private void log(String path, Path log) throws IOException {
        MessageDigest digest = Digest.sha256();
        long size = 0;
        try (InputStream in = Files.newInputStream(log)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                size += count;
            }
        }
        add(new Archiver.Entry(path, size, Digest.of(digest), () -> opened(log)));
    }

    private void text(String path, String text) {
        add(entry(path, text));
    }

    private static Archiver.Entry entry(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Archiver.Entry(path, bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
    }
}
