package dev.anneal.engine.store;

import dev.anneal.engine.record.Records;

/** The tables inside one transaction; of no use after it. In a reading transaction every change is refused. */
public interface Tables {

    RunTable runs();

    RequestTable requests();

    FireTable fires();

    WorkflowTable workflows();

    ResultTable results();

    Records records();
}
