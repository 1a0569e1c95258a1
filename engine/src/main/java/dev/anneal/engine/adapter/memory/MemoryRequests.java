package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.store.RequestTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Run requests, in the order in which they were made, and their numbers by key. */
record MemoryRequests(MemoryTransaction transaction) implements RequestTable {

    @Override
    public boolean insert(RunRequest request) {
        if (find(request.key()).isPresent()) {
            return false;
        }
        long number = transaction.nextNumber();
        transaction.put(Table.REQUEST_NUMBERS, request.key(), number);
        transaction.put(Table.REQUESTS, number, request);
        return true;
    }

    @Override
    public Optional<RunRequest> find(String key) {
        return Optional.ofNullable(transaction.get(Table.REQUEST_NUMBERS, key))
                .map(number -> transaction.get(Table.REQUESTS, number));
    }

    @Override
    public List<RunRequest> pending() {
        return all(request -> request.run() == null);
    }

    @Override
    public List<RunRequest> pendingOf(String root) {
        return all(request -> request.run() == null && request.root().equals(root));
    }

    @Override
    public List<RunRequest> madeBy(String run) {
        return all(request -> request.fromRun().equals(run));
    }

    private List<RunRequest> all(Predicate<RunRequest> wanted) {
        return transaction.tree(Table.REQUESTS).values().stream().filter(wanted).toList();
    }

    @Override
    public boolean fulfil(String key, String run) {
        Long number = transaction.get(Table.REQUEST_NUMBERS, key);
        RunRequest request = number == null ? null : transaction.get(Table.REQUESTS, number);
        if (number == null || request == null || request.run() != null) {
            return false;
        }
        transaction.put(
                Table.REQUESTS,
                number,
                new RunRequest(
                        key,
                        request.workflow(),
                        request.parameters(),
                        request.notBefore(),
                        request.reason(),
                        request.fromRun(),
                        request.fromTask(),
                        request.root(),
                        request.chainLength(),
                        request.createdAt(),
                        run));
        return true;
    }
}
