package dev.anneal.tasks.model;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.FolderListing;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Opens model artifacts. */
public final class Models {

    private Models() {}

    /**
     * Loads a model. The first use in a process loads XGBoost's library.
     *
     * @throws AnnealException bad-input where the artifact is no model of ours, not-found where its bytes are gone
     */
    public static Scorer open(ArtifactStore store, Artifact model) {
        FolderListing listing = store.listing(model.digest());
        Signature signature = signature(store, model, listing);
        return XgboostScorer.load(bytes(store, model, listing, ModelFiles.BOOSTER), signature);
    }

    /**
     * A model that is not kept yet.
     *
     * @param booster as in {@link ModelFiles#BOOSTER}
     * @throws AnnealException bad-input where XGBoost cannot read it
     */
    public static Scorer load(byte[] booster, Signature signature) {
        return XgboostScorer.load(booster, signature);
    }

    /** What a model takes and gives, without loading it. */
    public static Signature signature(ArtifactStore store, Artifact model) {
        return signature(store, model, store.listing(model.digest()));
    }

    private static Signature signature(ArtifactStore store, Artifact model, FolderListing listing) {
        byte[] json = bytes(store, model, listing, ModelFiles.SIGNATURE);
        return Json.read(new String(json, StandardCharsets.UTF_8), Signature.class);
    }

    private static byte[] bytes(ArtifactStore store, Artifact model, FolderListing listing, String file) {
        FolderListing.Entry entry = listing.entries().stream()
                .filter(candidate -> candidate.path().equals(file))
                .findFirst()
                .orElseThrow(() -> AnnealException.badInput(
                        "not-a-model",
                        "'" + model.name() + "' (" + model.digest().brief() + ") is no model: it has no " + file));
        try (InputStream in = store.open(entry.digest())) {
            byte[] bytes = in.readAllBytes();
            // XGBoost's reader does not check its input: damaged bytes would take the process down.
            if (!Digest.of(bytes).equals(entry.digest())) {
                throw AnnealException.environment(
                        "damaged-model",
                        file + " of '" + model.name() + "' (" + model.digest().brief()
                                + ") is damaged: the stored bytes do not have the digest "
                                + entry.digest().brief() + ". Restore it from the archive of the run that made it.",
                        null);
            }
            return bytes;
        } catch (IOException e) {
            throw AnnealException.environment("read-model", "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
