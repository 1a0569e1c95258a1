package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.StoreUndoContract
import java.nio.file.Path
import spock.lang.TempDir

/** SQLite's savepoints keep the store's contract. */
class SqliteUndoSpec extends StoreUndoContract implements SqliteOpening {

    @TempDir
    Path home
}
