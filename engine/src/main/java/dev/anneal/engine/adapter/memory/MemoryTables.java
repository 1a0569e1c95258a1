package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.record.Records;
import dev.anneal.engine.store.ClaimTable;
import dev.anneal.engine.store.FireTable;
import dev.anneal.engine.store.MailTable;
import dev.anneal.engine.store.PoolTable;
import dev.anneal.engine.store.RequestTable;
import dev.anneal.engine.store.ResultTable;
import dev.anneal.engine.store.RunTable;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.store.WorkflowTable;
import java.util.function.Supplier;

/** The tables of one transaction. */
record MemoryTables(MemoryTransaction transaction) implements Tables {

    @Override
    public RunTable runs() {
        return new MemoryRuns(transaction);
    }

    @Override
    public RequestTable requests() {
        return new MemoryRequests(transaction);
    }

    @Override
    public FireTable fires() {
        return new MemoryFires(transaction);
    }

    @Override
    public WorkflowTable workflows() {
        return new MemoryWorkflows(transaction);
    }

    @Override
    public ResultTable results() {
        return new MemoryResults(transaction);
    }

    @Override
    public Records records() {
        return new MemoryRecords(transaction);
    }

    @Override
    public ClaimTable claims() {
        return new MemoryClaims(transaction);
    }

    @Override
    public PoolTable pools() {
        return new MemoryPools(transaction);
    }

    @Override
    public MailTable mail() {
        return new MemoryMail(transaction);
    }

    @Override
    public <T> T undoable(Supplier<T> part) {
        return transaction.undoable(part);
    }
}
