package dev.anneal.engine.home;

import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.store.Store;

/** What an engine works on: a folder, and what keeps the things in it. */
public record Home(Workspace workspace, Store store, ArtifactStore artifacts, Archiver archiver, Ownership ownership) {}
