package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.StoreTransactionContract
import java.nio.file.Path
import spock.lang.TempDir

/** SQLite's transactions keep the store's contract. */
class SqliteTransactionSpec extends StoreTransactionContract implements SqliteOpening {

    @TempDir
    Path home
}
