package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.StoreContract
import java.nio.file.Path
import spock.lang.TempDir

/** SQLite's tables keep the store's contract. */
class SqliteStoreSpec extends StoreContract implements SqliteOpening {

    @TempDir
    Path home
}
