package dev.anneal.runner.app;

import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Looks into the sealed archives of runs. */
public final class Archives {

    private static final int LISTED = 10_000;

    /** A run's archive in a listing. */
    public record Sealed(String run, String workflow, String state, String path, Digest digest, long size) {}

    /** @param problems none where all is well */
    public record Verdict(Path path, int entries, List<String> problems) {
        public Verdict {
            problems = List.copyOf(problems);
        }
    }

    private final Anneal anneal;

    public Archives(Anneal anneal) {
        this.anneal = anneal;
    }

    /** The newest first. */
    public List<Sealed> list() {
        return new Runs(anneal)
                .newest(LISTED).stream()
                        .flatMap(run -> java.util.stream.Stream.ofNullable(run.archive())
                                .map(archive -> new Sealed(
                                        run.id(),
                                        run.workflow(),
                                        run.state().word(),
                                        archive.path(),
                                        archive.digest(),
                                        archive.size())))
                        .toList();
    }

    public List<Archiver.Item> entries(Run run) {
        return archiver().list(path(run));
    }

    public Verdict verify(Run run) {
        Path path = path(run);
        List<String> problems = archiver().verify(path, sealed(run).digest());
        return new Verdict(path, problems.isEmpty() ? archiver().list(path).size() : 0, problems);
    }

    public void extract(Run run, Path to) {
        archiver().extract(path(run), to);
    }

    /** Writes one entry to a path that must not exist. */
    public void extract(Run run, String entry, Path to) {
        NewFile.write(to, out -> copy(run, entry, out));
    }

    public void copy(Run run, String entry, OutputStream out) {
        List<String> known = entries(run).stream().map(Archiver.Item::path).toList();
        if (!known.contains(entry)) {
            throw AnnealException.notFound(
                    "entry",
                    "the archive of run " + run.id() + " has no entry '" + entry + "'."
                            + NearestName.hint(entry, known));
        }
        try (InputStream in = archiver().read(path(run), entry)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw AnnealException.environment("extract", "cannot write " + entry + ": " + e.getMessage(), e);
        }
    }

    private Archiver archiver() {
        return anneal.home().archiver();
    }

    private Path path(Run run) {
        return anneal.home().workspace().home().resolve(sealed(run).path());
    }

    private static Run.SealedArchive sealed(Run run) {
        Run.SealedArchive archive = run.archive();
        if (archive == null) {
            throw AnnealException.notFound(
                    "not-sealed",
                    "run " + run.id() + " is " + run.state().word() + " and has no sealed archive. `anneal resume "
                            + run.id() + "` ends it and seals one.");
        }
        return archive;
    }
}
