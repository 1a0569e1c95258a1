package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.Store
import dev.anneal.engine.store.StoreContract
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.TempDir

/** SQLite keeps the store's contract. */
class SqliteStoreSpec extends StoreContract {

    @TempDir
    Path home

    @Override
    Store open() {
        SqliteStore.open(home.resolve('anneal.db'))
    }

    @Override
    Store openBeside() {
        open()
    }

    /** What the kernel has of the files is what a killed process leaves. */
    @Override
    Store openAfterDeath() {
        def copy = Files.createDirectories(home.resolve('copy'))
        ['anneal.db', 'anneal.db-wal'].each { Files.copy(home.resolve(it), copy.resolve(it)) }
        SqliteStore.open(copy.resolve('anneal.db'))
    }
}
