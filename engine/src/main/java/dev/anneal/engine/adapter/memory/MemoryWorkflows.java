package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.WorkflowTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Specs by digest, and what each workflow's name stands for. */
record MemoryWorkflows(MemoryTransaction transaction) implements WorkflowTable {

    @Override
    public void register(WorkflowSpec spec, Digest digest, String file, Instant at) {
        transaction.put(Table.SPECS, digest, spec);
        transaction.put(Table.WORKFLOWS, spec.name(), new Registration(spec.name(), digest, file, at));
    }

    @Override
    public Optional<WorkflowSpec> spec(Digest digest) {
        return Optional.ofNullable(transaction.get(Table.SPECS, digest));
    }

    @Override
    public Optional<Registration> find(String workflow) {
        return Optional.ofNullable(transaction.get(Table.WORKFLOWS, workflow));
    }

    @Override
    public List<Registration> all() {
        return transaction.tree(Table.WORKFLOWS).values();
    }
}
