package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.lineage.CodeVersion;
import dev.anneal.engine.plan.Parameters;
import dev.anneal.engine.plan.TaskGraph;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunOptions;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.Concurrency;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.FireTable;
import dev.anneal.engine.store.MailTable;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.store.WorkflowTable.Registration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes runs: from orders, from the requests that tasks left, and from runs that have ended. Thread-safe. */
public final class RunOrders {

    private final Store store;
    private final Clock clock;
    private final Supplier<String> ids;

    /** @param ids gives a new id each time */
    public RunOrders(Store store, Clock clock, Supplier<String> ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** Where a run stands among others. */
    private record Place(
            String root, int chainLength, @Nullable String resumedFrom) {}

    /** What a run is made of. */
    private record Basis(WorkflowSpec spec, Digest digest, Path folder) {}

    /** An id for a run that is to be placed. */
    public String newId() {
        return ids.get();
    }

    /**
     * Makes the run; where one was ordered with the same key before, finds that.
     *
     * @param id from {@link #newId}
     * @throws AnnealException not-found where no such workflow is registered; bad input where a parameter is wrong:
     *     nothing is kept then
     */
    public Run place(String id, NewRun order) {
        return store.write(Durability.MACHINE, tables -> {
            String key = order.options().key();
            Optional<Run> before =
                    key == null ? Optional.empty() : tables.runs().withKey(order.workflow(), key);
            return before.orElseGet(() -> inserted(
                    run(id, order, registered(order.workflow(), tables), new Place(id, 1, order.resumedFrom())),
                    tables));
        });
    }

    /**
     * Turns a pending request into its run. One whose parameters are wrong becomes a run that failed with that reason, so
     * that it is neither lost nor tried for ever.
     *
     * @return empty where another process was faster
     */
    public Optional<Run> fulfil(RunRequest request) {
        return store.write(Durability.MACHINE, tables -> {
            RunCause cause =
                    new RunCause(RunCause.Kind.REQUEST, request.reason(), request.fromRun(), request.fromTask());
            NewRun order = NewRun.of(request.workflow(), request.parameters(), cause);
            Place place = new Place(request.root(), request.chainLength(), null);
            String id = ids.get();
            return tables.requests().fulfil(request.key(), id)
                    ? Optional.of(inserted(run(id, order, registered(request.workflow(), tables), place), tables))
                    : Optional.<Run>empty();
        });
    }

    /** Turns a recorded fire into its run; empty where another process was faster. */
    public Optional<Run> fulfil(FireTable.Fire fire) {
        return store.write(Durability.MACHINE, tables -> {
            RunCause cause = new RunCause(
                    RunCause.Kind.TRIGGER, "trigger '" + fire.trigger() + "' due " + fire.due(), null, null);
            String id = ids.get();
            NewRun order = new NewRun(fire.workflow(), Map.of(), Path.of(""), cause, fire.trigger(), fire.due());
            return tables.fires().fulfil(fire.workflow(), fire.trigger(), fire.due(), id)
                    ? Optional.of(inserted(
                            run(id, order, registered(fire.workflow(), tables), new Place(id, 1, null)), tables))
                    : Optional.<Run>empty();
        });
    }

    /** Makes a run that is a part of another one, in the transaction that is under way. */
    Run part(String id, NewRun order, Run parent, Tables tables) {
        Place place = new Place(parent.root(), parent.chainLength(), null);
        return inserted(run(id, order, registered(order.workflow(), tables), place), tables);
    }

    /**
     * Makes a run that goes on from one that has ended: what succeeded there need not run again.
     *
     * @param from the task that runs again, with all that needs it; null for none
     * @param latest whether the workflow is taken as it is registered now, not as it was
     * @throws AnnealException not-found, where there is no such task
     */
    public Run goOn(Run ended, @Nullable String from, boolean latest, RunCause cause) {
        return store.write(Durability.MACHINE, tables -> {
            Basis basis = latest
                    ? registered(ended.workflow(), tables)
                    : new Basis(
                            spec(ended.spec(), ended.workflow(), tables), ended.spec(), Path.of(ended.baseFolder()));
            Set<String> again = from == null ? Set.of() : new TaskGraph(basis.spec()).from(from);
            RunOptions options = new RunOptions(ended.options().only(), again, null);
            NewRun order = new NewRun(
                    ended.workflow(),
                    ended.parameters(),
                    Path.of(""),
                    cause,
                    ended.trigger(),
                    ended.due(),
                    options,
                    null);
            Place place = new Place(ended.root(), ended.chainLength(), ended.id());
            return inserted(run(ids.get(), order, basis, place), tables);
        });
    }

    private static Basis registered(String workflow, Tables tables) {
        Registration registration = tables.workflows()
                .find(workflow)
                .orElseThrow(() -> AnnealException.notFound(
                        "workflow",
                        "no workflow '" + workflow + "' is registered."
                                + NearestName.hint(
                                        workflow,
                                        tables.workflows().all().stream()
                                                .map(Registration::workflow)
                                                .toList())));
        Path folder = Objects.requireNonNull(
                Path.of(registration.file()).toAbsolutePath().getParent());
        return new Basis(spec(registration.spec(), workflow, tables), registration.spec(), folder);
    }

    private static WorkflowSpec spec(Digest digest, String workflow, Tables tables) {
        return tables.workflows()
                .spec(digest)
                .orElseThrow(
                        () -> AnnealException.fault("no-spec", "the spec of workflow " + workflow + " is gone", null));
    }

    private Run run(String id, NewRun order, Basis basis, Place place) {
        Map<String, Object> parameters;
        String fault = "";
        try {
            parameters = Parameters.bind(basis.spec(), order.given(), order.givenFrom(), basis.folder());
        } catch (AnnealException e) {
            if (order.cause().kind() == RunCause.Kind.COMMAND) {
                throw e;
            }
            parameters = order.given();
            fault = String.valueOf(e.getMessage());
        }
        boolean limited = basis.spec().limits().concurrency().limit() > 0;
        Run run = new Run(
                id,
                basis.spec().name(),
                basis.digest(),
                parameters,
                order.cause(),
                order.trigger(),
                order.due(),
                basis.folder().toString(),
                CodeVersion.of(basis.folder()).orElse(null),
                place.root(),
                place.chainLength(),
                place.resumedFrom(),
                order.options(),
                clock.instant(),
                limited ? RunState.QUEUED : RunState.RUNNING,
                null,
                "",
                null);
        return fault.isEmpty() ? run : run.ended(RunState.FAILED, clock.instant(), fault);
    }

    /** Keeps the run, and does to the others of its workflow what that says. */
    private Run inserted(Run run, Tables tables) {
        Run admitted = run.state() == RunState.QUEUED ? admitted(run, tables) : run;
        tables.runs().insert(admitted);
        return admitted;
    }

    private Run admitted(Run run, Tables tables) {
        Concurrency concurrency =
                spec(run.spec(), run.workflow(), tables).limits().concurrency();
        List<Run> live = tables.runs().liveOf(run.workflow());
        Instant now = clock.instant();
        if (concurrency.policy() == Concurrency.Policy.SKIP && live.size() >= concurrency.limit()) {
            return run.ended(RunState.SKIPPED, now, "run " + live.get(0).id() + " of this workflow is going on");
        } else if (concurrency.policy() == Concurrency.Policy.CANCEL_RUNNING) {
            Map<String, Object> why =
                    Map.of("reason", "a newer run of this workflow, " + run.id() + ", takes its place");
            live.forEach(other -> tables.mail().send(other.id(), new MailTable.Message(MailTable.CANCEL, why, now)));
        }
        return run;
    }
}
