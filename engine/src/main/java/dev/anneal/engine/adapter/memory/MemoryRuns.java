package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.adapter.memory.Table.Age;
import dev.anneal.engine.adapter.memory.Table.RunRow;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.store.KeyTakenException;
import dev.anneal.engine.store.RunTable;
import dev.anneal.engine.store.StaleOwnerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs with their journals and task runs: a row each, and an index by age. */
record MemoryRuns(MemoryTransaction transaction) implements RunTable {

    @Override
    public void insert(Run run) {
        requireFreeKey(run);
        if (find(run.id()).isPresent()) {
            throw new IllegalStateException("there is a run " + run.id() + " already");
        }
        put(RunRow.of(transaction.nextNumber(), run));
    }

    @Override
    public void update(Run run) {
        requireFreeKey(run);
        RunRow row = transaction.get(Table.RUNS, run.id());
        if (row == null) {
            throw new IllegalStateException("there is no run " + run.id());
        }
        transaction.remove(Table.RUNS_BY_AGE, row.age());
        put(row.with(run));
    }

    private void put(RunRow row) {
        transaction.put(Table.RUNS, row.run().id(), row);
        transaction.put(Table.RUNS_BY_AGE, row.age(), row.run().id());
    }

    private void requireFreeKey(Run run) {
        String key = run.options().key();
        if (key != null) {
            withKey(run.workflow(), key)
                    .filter(other -> !other.id().equals(run.id()))
                    .ifPresent(other -> {
                        throw new KeyTakenException(run.workflow(), key, other.id());
                    });
        }
    }

    @Override
    public Optional<Run> find(String id) {
        return Optional.ofNullable(transaction.get(Table.RUNS, id)).map(RunRow::run);
    }

    @Override
    public List<Run> startingWith(String prefix, int limit) {
        List<Run> found = new ArrayList<>();
        for (RunRow row : transaction.tree(Table.RUNS).from(id -> TextOrder.BY_BYTES.compare(id, prefix) >= 0)) {
            if (found.size() == limit || !row.run().id().startsWith(prefix)) {
                return found;
            }
            found.add(row.run());
        }
        return found;
    }

    @Override
    public List<Run> newest(int limit) {
        List<Run> found = new ArrayList<>();
        for (String id : transaction.tree(Table.RUNS_BY_AGE).backFrom(age -> true)) {
            if (found.size() == limit) {
                return found;
            }
            found.add(row(id).run());
        }
        return found;
    }

    @Override
    public List<Run> chain(String root) {
        return oldestFirst(run -> run.root().equals(root));
    }

    @Override
    public Optional<Run> withKey(String workflow, String key) {
        return ofWorkflow(workflow).stream()
                .filter(run -> key.equals(run.options().key()))
                .findFirst();
    }

    @Override
    public List<Run> liveOf(String workflow) {
        return oldestFirst(run -> !run.state().ended() && run.workflow().equals(workflow));
    }

    @Override
    public List<Run> parts(String run) {
        return oldestFirst(part -> part.cause().kind() == RunCause.Kind.TASK
                && run.equals(part.cause().run()));
    }

    @Override
    public List<Run> live() {
        return oldestFirst(run -> !run.state().ended());
    }

    @Override
    public List<Run> unsealed() {
        return oldestFirst(run -> run.state().ended() && run.state() != RunState.SKIPPED && run.archive() == null);
    }

    @Override
    public List<Run> ofWorkflow(String workflow) {
        return oldestFirst(run -> run.workflow().equals(workflow));
    }

    private List<Run> oldestFirst(Predicate<Run> wanted) {
        List<Run> found = new ArrayList<>();
        for (String id : transaction.tree(Table.RUNS_BY_AGE)) {
            Run run = row(id).run();
            if (wanted.test(run)) {
                found.add(run);
            }
        }
        return found;
    }

    @Override
    public long takeOver(String run) {
        RunRow row = row(run);
        long epoch = row.epoch() + 1;
        transaction.put(
                Table.RUNS, run, new RunRow(row.number(), row.run(), epoch, row.length(), row.journal(), row.tasks()));
        return epoch;
    }

    @Override
    public void append(String run, long epoch, long known, List<RunEvent> events) {
        RunRow row = row(run);
        if (row.epoch() != epoch || row.length() != known) {
            throw new StaleOwnerException(run);
        }
        Tree<Long, RunEvent> journal = row.journal();
        long length = known;
        for (RunEvent event : events) {
            journal = journal.with(length, event);
            length++;
        }
        transaction.put(Table.RUNS, run, new RunRow(row.number(), row.run(), epoch, length, journal, row.tasks()));
    }

    @Override
    public List<RunEvent> journal(String run) {
        RunRow row = transaction.get(Table.RUNS, run);
        return row == null ? List.of() : row.journal().values();
    }

    @Override
    public void put(TaskRun task) {
        RunRow row = row(task.run());
        Tree<Integer, TaskRun> tasks = row.tasks().with(task.position(), task);
        transaction.put(
                Table.RUNS,
                task.run(),
                new RunRow(row.number(), row.run(), row.epoch(), row.length(), row.journal(), tasks));
    }

    @Override
    public List<TaskRun> taskRuns(String run) {
        RunRow row = transaction.get(Table.RUNS, run);
        return row == null ? List.of() : row.tasks().values();
    }

    @Override
    public List<TaskRun> earlier(String workflow, String task, String run, int limit) {
        List<TaskRun> found = new ArrayList<>();
        RunRow from = transaction.get(Table.RUNS, run);
        if (from == null) {
            return found;
        }
        Age age = from.age();
        for (String id : transaction
                .tree(Table.RUNS_BY_AGE)
                .backFrom(other -> Table.RUNS_BY_AGE.order().compare(other, age) < 0)) {
            if (found.size() == limit) {
                return found;
            }
            RunRow row = row(id);
            if (row.run().workflow().equals(workflow)) {
                row.tasks().values().stream()
                        .filter(one -> one.task().equals(task))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private RunRow row(String run) {
        RunRow row = transaction.get(Table.RUNS, run);
        if (row == null) {
            throw AnnealException.notFound("unknown-run", "there is no run " + run);
        }
        return row;
    }
}
