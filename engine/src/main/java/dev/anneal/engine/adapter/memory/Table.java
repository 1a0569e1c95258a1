package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.record.RecordsView;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.ClaimTable.Claim;
import dev.anneal.engine.store.FireTable.Fire;
import dev.anneal.engine.store.MailTable.Message;
import dev.anneal.engine.store.PoolTable.Pool;
import dev.anneal.engine.store.ResultTable.Result;
import dev.anneal.engine.store.WorkflowTable.Registration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The tables of a store, and the order of their keys.
 *
 * @param place of the table's tree among all trees
 */
record Table<K, V>(int place, Comparator<? super K> order) {

    static final Table<String, RunRow> RUNS = new Table<>(0, TextOrder.BY_BYTES);
    static final Table<Age, String> RUNS_BY_AGE =
            new Table<>(1, Comparator.comparing(Age::at).thenComparing(Age::number));
    static final Table<String, Long> REQUEST_NUMBERS = new Table<>(2, TextOrder.BY_BYTES);
    static final Table<Long, RunRequest> REQUESTS = new Table<>(3, Comparator.naturalOrder());
    static final Table<FireKey, Fire> FIRES = new Table<>(
            4,
            Comparator.comparing(FireKey::workflow, TextOrder.BY_BYTES)
                    .thenComparing(FireKey::trigger, TextOrder.BY_BYTES)
                    .thenComparing(FireKey::due));
    static final Table<Digest, WorkflowSpec> SPECS = new Table<>(5, Comparator.naturalOrder());
    static final Table<String, Registration> WORKFLOWS = new Table<>(6, TextOrder.BY_BYTES);
    static final Table<Digest, Result> RESULTS = new Table<>(7, Comparator.naturalOrder());
    static final Table<String, Tree<String, RecordsView.Row>> RECORDS = new Table<>(8, TextOrder.BY_BYTES);
    static final Table<ClaimKey, Claim> CLAIMS = new Table<>(
            9,
            Comparator.comparing(ClaimKey::run, TextOrder.BY_BYTES)
                    .thenComparing(ClaimKey::token)
                    .thenComparing(ClaimKey::pool, TextOrder.BY_BYTES));
    static final Table<String, Pool> POOLS = new Table<>(10, TextOrder.BY_BYTES);
    static final Table<String, Mailbox> MAIL = new Table<>(11, TextOrder.BY_BYTES);

    /** The last number that was given to anything, under its own name. */
    static final Table<String, Long> NUMBERS = new Table<>(12, TextOrder.BY_BYTES);

    /** In the order of their places. */
    private static final List<Table<?, ?>> ALL = List.of(
            RUNS,
            RUNS_BY_AGE,
            REQUEST_NUMBERS,
            REQUESTS,
            FIRES,
            SPECS,
            WORKFLOWS,
            RESULTS,
            RECORDS,
            CLAIMS,
            POOLS,
            MAIL,
            NUMBERS);

    /** Of a store that nothing was put into. */
    static List<Tree<?, ?>> allEmpty() {
        return ALL.stream().<Tree<?, ?>>map(Table::empty).toList();
    }

    private Tree<K, V> empty() {
        return Tree.empty(order);
    }

    /** All that a run has: its row, its journal and its task runs by position. */
    record RunRow(
            long number, Run run, long epoch, long length, Tree<Long, RunEvent> journal, Tree<Integer, TaskRun> tasks) {

        static RunRow of(long number, Run run) {
            return new RunRow(
                    number, run, 0, 0, Tree.empty(Comparator.naturalOrder()), Tree.empty(Comparator.naturalOrder()));
        }

        RunRow with(Run newRun) {
            return new RunRow(number, newRun, epoch, length, journal, tasks);
        }

        Age age() {
            return new Age(run.createdAt(), number);
        }
    }

    /** When a run was made, and as which. */
    record Age(Instant at, long number) {}

    record FireKey(String workflow, String trigger, Instant due) {}

    record ClaimKey(String run, long token, String pool) {}

    record Mailbox(String run, List<Message> messages) {}
}
