package dev.anneal.engine.home;

import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.store.Store;

/**
 * What an engine works on: a folder, and what keeps the things in it.
 *
 * @param runs who drives which run
 * @param chains who follows which chain, by the id of its first run
 * @param neighbours other processes on the home
 */
public record Home(
        Workspace workspace,
        Store store,
        ArtifactStore artifacts,
        Archiver archiver,
        Ownership runs,
        Ownership chains,
        Neighbours neighbours) {}
