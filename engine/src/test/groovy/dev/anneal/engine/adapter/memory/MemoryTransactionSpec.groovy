package dev.anneal.engine.adapter.memory

import dev.anneal.engine.store.StoreTransactionContract

/** Transactions in memory keep the store's contract. */
class MemoryTransactionSpec extends StoreTransactionContract implements MemoryOpening {
}
