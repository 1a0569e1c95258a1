package dev.anneal.runner.app;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run made, and getting it out. */
public final class RunArtifacts {

    /**
     * An artifact of a run.
     *
     * @param reusedFrom the run that made it; null for this one
     */
    public record Item(
            String task,
            String output,
            Artifact artifact,
            @Nullable String reusedFrom) {
        public String name() {
            return task + "/" + output;
        }
    }

    private final Anneal anneal;

    public RunArtifacts(Anneal anneal) {
        this.anneal = anneal;
    }

    /** In the order of tasks and outputs. */
    public List<Item> list(Run run) {
        List<Item> items = new ArrayList<>();
        new Runs(anneal)
                .taskRuns(run)
                .forEach(row -> row.outputs().forEach((output, value) -> {
                    List<Artifact> artifacts = Values.artifacts(value);
                    for (int i = 0; i < artifacts.size(); i++) {
                        String name = artifacts.size() == 1 ? output : output + "." + (i + 1);
                        items.add(new Item(row.task(), name, artifacts.get(i), row.reusedFrom()));
                    }
                }));
        return items;
    }

    /** @param name {@code TASK/OUTPUT} as {@link #list} has it, or {@code TASK/FILE} by the artifact's file name */
    public Item find(Run run, String name) {
        List<Item> items = list(run);
        return items.stream()
                .filter(item -> item.name().equals(name)
                        || (item.task() + "/" + item.artifact().name()).equals(name))
                .findFirst()
                .orElseThrow(() -> AnnealException.notFound(
                        "artifact",
                        "run " + run.id() + " has no artifact '" + name + "'."
                                + NearestName.hint(
                                        name, items.stream().map(Item::name).toList())));
    }

    /** Writes a file artifact's bytes. @throws AnnealException bad-input for a folder, which needs a place to be put */
    public void copy(Item item, OutputStream to) {
        if (item.artifact().folder()) {
            throw AnnealException.badInput(
                    "folder", item.name() + " is a folder: say where to put it with --to FOLDER.");
        }
        try (InputStream in = anneal.home().artifacts().open(item.artifact().digest())) {
            in.transferTo(to);
        } catch (IOException e) {
            throw AnnealException.environment("copy", "cannot write " + item.name() + ": " + e.getMessage(), e);
        }
    }

    /** Writes an artifact to a path that must not exist; never half of it. */
    public void copy(Item item, Path to) {
        if (!item.artifact().folder()) {
            NewFile.write(to, out -> copy(item, out));
            return;
        }
        if (Files.exists(to)) {
            throw AnnealException.badInput("exists", to + " exists already; nothing was written.");
        }
        anneal.home().artifacts().copyFolder(item.artifact().digest(), to);
    }
}
