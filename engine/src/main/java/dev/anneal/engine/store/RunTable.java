package dev.anneal.engine.store;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.TaskRun;
import java.util.List;
import java.util.Optional;

/** Runs, their task runs and their journals. */
public interface RunTable {

    /**
     * Adds a run, with an empty journal.
     *
     * @throws IllegalStateException if the id is taken
     * @throws KeyTakenException if another run of the workflow has the key of its options
     */
    void insert(Run run);

    /**
     * Replaces the row of the same id.
     *
     * @throws IllegalStateException if there is none
     * @throws KeyTakenException if another run of the workflow has the key of its options
     */
    void update(Run run);

    Optional<Run> find(String id);

    /** Runs whose id begins with {@code prefix}, at most {@code limit}. */
    List<Run> startingWith(String prefix, int limit);

    /** The newest first. */
    List<Run> newest(int limit);

    /** Runs of one chain, the oldest first. */
    List<Run> chain(String root);

    /** The run of a workflow that was ordered with this key. */
    Optional<Run> withKey(String workflow, String key);

    /** Runs of a workflow that have not ended, queued ones included, the oldest first. */
    List<Run> liveOf(String workflow);

    /** Runs that are parts of a run, the oldest first. */
    List<Run> parts(String run);

    /** Runs that have not ended, queued ones included, the oldest first. */
    List<Run> live();

    /** Ended runs without a sealed archive, the oldest first; not those that never began. */
    List<Run> unsealed();

    /** Every run of these workflows, the oldest first. */
    List<Run> ofWorkflow(String workflow);

    /**
     * Takes the run over: raises its epoch and returns it. Whoever had the older epoch can append no more.
     *
     * @throws dev.anneal.engine.problem.AnnealException not found, where there is no such run
     */
    long takeOver(String run);

    /**
     * Adds events to a run's journal after the {@code known} ones.
     *
     * @param epoch as given by {@link #takeOver}
     * @throws dev.anneal.engine.problem.AnnealException not found, where there is no such run
     * @throws StaleOwnerException if another owner has taken the run over, or the journal is longer than {@code known}
     */
    void append(String run, long epoch, long known, List<RunEvent> events);

    /** The whole journal, in order. */
    List<RunEvent> journal(String run);

    /**
     * Adds it, or replaces the one at its position.
     *
     * @throws dev.anneal.engine.problem.AnnealException not found, where there is no such run
     */
    void put(TaskRun taskRun);

    /**
     * The latest task runs of this name in runs of a workflow that were made before {@code run}, the newest first; at
     * most {@code limit}, and none where {@code run} is not known.
     */
    List<TaskRun> earlier(String workflow, String task, String run, int limit);

    /** Those that have begun or ended, in the workflow's order; then those that tasks became, as they began. */
    List<TaskRun> taskRuns(String run);
}
