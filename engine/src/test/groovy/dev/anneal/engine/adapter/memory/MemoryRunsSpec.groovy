package dev.anneal.engine.adapter.memory

import dev.anneal.engine.store.StoreRunsContract

/** What a store in memory knows of runs keeps the store's contract. */
class MemoryRunsSpec extends StoreRunsContract implements MemoryOpening {
}
