package dev.anneal.engine.adapter.sqlite

import dev.anneal.engine.store.StoreSharingContract
import java.nio.file.Path
import spock.lang.TempDir

/** SQLite's claims, pools and mail keep the store's contract. */
class SqliteSharingSpec extends StoreSharingContract implements SqliteOpening {

    @TempDir
    Path home
}
