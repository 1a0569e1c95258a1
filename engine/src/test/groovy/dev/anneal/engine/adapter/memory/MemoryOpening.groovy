package dev.anneal.engine.adapter.memory

import dev.anneal.engine.store.Store

/** How the specs of the store in memory open it. */
trait MemoryOpening {

    abstract Store getStore()

    Store open() {
        MemoryStore.open()
    }

    Store openBeside() {
        ((MemoryStore) store).beside()
    }

    Store openAfterDeath() {
        ((MemoryStore) store).copy()
    }
}
