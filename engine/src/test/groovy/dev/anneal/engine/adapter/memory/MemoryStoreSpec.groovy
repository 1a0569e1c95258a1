package dev.anneal.engine.adapter.memory

import dev.anneal.engine.store.StoreContract

/** Tables in memory keep the store's contract. */
class MemoryStoreSpec extends StoreContract implements MemoryOpening {
}
