package dev.anneal.engine.adapter.memory

import dev.anneal.engine.store.StoreSharingContract

/** Claims, pools and mail in memory keep the store's contract. */
class MemorySharingSpec extends StoreSharingContract implements MemoryOpening {
}
