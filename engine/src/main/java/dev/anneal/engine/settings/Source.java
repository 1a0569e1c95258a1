package dev.anneal.engine.settings;

import dev.anneal.engine.artifact.Artifact;
import java.nio.file.Path;

/** A setting that takes either a path on this machine or what another task made. */
public sealed interface Source {

    /** @param path absolute: relative ones start from the workflow file's folder */
    record OfPath(Path path) implements Source {}

    record OfArtifact(Artifact artifact) implements Source {}
}
