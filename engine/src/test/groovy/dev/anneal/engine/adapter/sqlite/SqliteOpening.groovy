package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.Store
import java.nio.file.Files
import java.nio.file.Path

/** How the specs of SQLite's store open it. */
trait SqliteOpening {

    abstract Path getHome()

    Store open() {
        SqliteStore.open(home.resolve('anneal.db'))
    }

    Store openBeside() {
        open()
    }

    /** What the kernel has of the files is what a killed process leaves. */
    Store openAfterDeath() {
        def copy = Files.createDirectories(home.resolve('copy'))
        ['anneal.db', 'anneal.db-wal'].each { Files.copy(home.resolve(it), copy.resolve(it)) }
        SqliteStore.open(copy.resolve('anneal.db'))
    }
}
