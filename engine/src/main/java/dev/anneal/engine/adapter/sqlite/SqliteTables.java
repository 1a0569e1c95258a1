package dev.anneal.engine.adapter.sqlite;

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
record SqliteTables(Transaction transaction) implements Tables {

    @Override
    public RunTable runs() {
        return new SqliteRuns(transaction);
    }

    @Override
    public RequestTable requests() {
        return new SqliteRequests(transaction);
    }

    @Override
    public FireTable fires() {
        return new SqliteFires(transaction);
    }

    @Override
    public WorkflowTable workflows() {
        return new SqliteWorkflows(transaction);
    }

    @Override
    public ResultTable results() {
        return new SqliteResults(transaction);
    }

    @Override
    public Records records() {
        return new SqliteRecords(transaction);
    }

    @Override
    public ClaimTable claims() {
        return new SqliteClaims(transaction);
    }

    @Override
    public PoolTable pools() {
        return new SqlitePools(transaction);
    }

    @Override
    public MailTable mail() {
        return new SqliteMail(transaction);
    }

    @Override
    public <T> T undoable(Supplier<T> part) {
        return transaction.undoable(part);
    }
}
