package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.StoreRunsContract
import java.nio.file.Path
import spock.lang.TempDir

/** What SQLite knows of runs keeps the store's contract. */
class SqliteRunsSpec extends StoreRunsContract implements SqliteOpening {

    @TempDir
    Path home
}
