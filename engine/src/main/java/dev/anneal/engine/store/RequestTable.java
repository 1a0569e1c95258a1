package dev.anneal.engine.store;

import dev.anneal.engine.run.RunRequest;
import java.util.List;
import java.util.Optional;

/** Run requests. */
public interface RequestTable {

    /** Whether it was new: a request whose key is known changes nothing. */
    boolean insert(RunRequest request);

    Optional<RunRequest> find(String key);

    /** Requests that have become no run yet, the oldest first. */
    List<RunRequest> pending();

    /** Pending requests of one chain, the oldest first. */
    List<RunRequest> pendingOf(String root);

    /** Requests that a run has made, the oldest first. */
    List<RunRequest> madeBy(String run);

    /** Whether the request was pending and now is that run. */
    boolean fulfil(String key, String run);
}
