package dev.anneal.engine.adapter.memory

import dev.anneal.engine.store.StoreUndoContract

/** Parts of transactions in memory keep the store's contract. */
class MemoryUndoSpec extends StoreUndoContract implements MemoryOpening {
}
