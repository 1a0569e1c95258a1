package dev.anneal.engine.artifact;

import java.util.Optional;

/** Whether the bytes of artifacts are still what they were, those of a folder's files too. */
public final class Damage {

    private Damage() {}

    /** What is wrong with an artifact on disk, as {@code is damaged: ...}, for a person; empty where nothing is. */
    public static Optional<String> of(Artifact artifact, ArtifactStore store) {
        Optional<String> own = store.damage(artifact.digest());
        if (own.isPresent() || !artifact.folder()) {
            return own;
        }
        return store.listing(artifact.digest()).entries().stream()
                .flatMap(entry ->
                        store
                                .damage(entry.digest())
                                .map(damage -> "holds '" + entry.path() + "', which " + damage)
                                .stream())
                .findFirst();
    }

    /** Whether {@link #of} would answer without reading the artifact's bytes. */
    public static boolean known(Artifact artifact, ArtifactStore store) {
        if (!store.checked(artifact.digest())) {
            return false;
        }
        return !artifact.folder()
                || store.damage(artifact.digest()).isPresent()
                || store.listing(artifact.digest()).entries().stream().allMatch(entry -> store.checked(entry.digest()));
    }
}
