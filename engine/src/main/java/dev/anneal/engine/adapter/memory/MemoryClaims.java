package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.adapter.memory.Table.ClaimKey;
import dev.anneal.engine.store.ClaimTable;
import java.util.List;
import java.util.function.Predicate;

/** What live attempts hold. */
record MemoryClaims(MemoryTransaction transaction) implements ClaimTable {

    @Override
    public void put(Claim claim) {
        transaction.put(Table.CLAIMS, key(claim), claim);
    }

    @Override
    public boolean release(String run, long token) {
        return removeAll(claim -> claim.run().equals(run) && claim.token() == token);
    }

    @Override
    public boolean releaseAll(String run) {
        return removeAll(claim -> claim.run().equals(run));
    }

    private boolean removeAll(Predicate<Claim> unwanted) {
        List<Claim> found = all().stream().filter(unwanted).toList();
        found.forEach(claim -> transaction.remove(Table.CLAIMS, key(claim)));
        return !found.isEmpty();
    }

    @Override
    public List<Claim> of(String pool) {
        return all().stream().filter(claim -> claim.pool().equals(pool)).toList();
    }

    @Override
    public List<Claim> all() {
        return transaction.tree(Table.CLAIMS).values();
    }

    private static ClaimKey key(Claim claim) {
        return new ClaimKey(claim.run(), claim.token(), claim.pool());
    }
}
