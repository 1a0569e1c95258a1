package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.adapter.memory.Table.FireKey;
import dev.anneal.engine.store.FireTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Due moments of triggers. */
record MemoryFires(MemoryTransaction transaction) implements FireTable {

    private static final Comparator<Fire> BY_DUE = Comparator.comparing(Fire::due)
            .thenComparing(Fire::workflow, TextOrder.BY_BYTES)
            .thenComparing(Fire::trigger, TextOrder.BY_BYTES);

    @Override
    public boolean insert(Fire fire) {
        FireKey key = new FireKey(fire.workflow(), fire.trigger(), fire.due());
        if (transaction.get(Table.FIRES, key) != null) {
            return false;
        }
        transaction.put(Table.FIRES, key, fire);
        return true;
    }

    @Override
    public Optional<Fire> last(String workflow, String trigger) {
        FireKey latest = new FireKey(workflow, trigger, Instant.MAX);
        Fire last =
                transaction.tree(Table.FIRES).last(key -> Table.FIRES.order().compare(key, latest) <= 0);
        return Optional.ofNullable(last)
                .filter(fire ->
                        fire.workflow().equals(workflow) && fire.trigger().equals(trigger));
    }

    @Override
    public List<Fire> pending() {
        return transaction.tree(Table.FIRES).values().stream()
                .filter(fire -> fire.run() == null)
                .sorted(BY_DUE)
                .toList();
    }

    @Override
    public boolean fulfil(String workflow, String trigger, Instant due, String run) {
        FireKey key = new FireKey(workflow, trigger, due);
        Fire fire = transaction.get(Table.FIRES, key);
        if (fire == null || fire.run() != null) {
            return false;
        }
        transaction.put(Table.FIRES, key, new Fire(workflow, trigger, due, fire.recordedAt(), run));
        return true;
    }
}
