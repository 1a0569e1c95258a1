package dev.anneal.engine.store;

import dev.anneal.engine.record.Records;
import java.util.function.Supplier;

/** The tables inside one transaction; of no use after it. In a reading transaction every change is refused. */
public interface Tables {

    RunTable runs();

    RequestTable requests();

    FireTable fires();

    WorkflowTable workflows();

    ResultTable results();

    Records records();

    ClaimTable claims();

    PoolTable pools();

    MailTable mail();

    /**
     * Does a part of the transaction that can be undone by itself: where it throws, what it changed is undone and the
     * transaction goes on. Parts may have parts. A part that throws because the database itself refused something, such
     * as for a full disk, takes the whole transaction with it, whatever is done about the exception.
     */
    <T> T undoable(Supplier<T> part);
}
