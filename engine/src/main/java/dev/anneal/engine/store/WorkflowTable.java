package dev.anneal.engine.store;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.spec.WorkflowSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Specs by digest, and which of them a workflow's name stands for now. */
public interface WorkflowTable {

    /**
     * @param spec digest of the spec
     * @param file absolute path of the file that it was read from
     */
    record Registration(String workflow, Digest spec, String file, Instant at) {}

    /** Keeps the spec and lets the name stand for it. */
    void register(WorkflowSpec spec, Digest digest, String file, Instant at);

    Optional<WorkflowSpec> spec(Digest digest);

    Optional<Registration> find(String workflow);

    List<Registration> all();
}
