package dev.anneal.engine.execution;

import dev.anneal.engine.lineage.CodeVersion;
import dev.anneal.engine.plan.Parameters;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.FireTable;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.store.WorkflowTable.Registration;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes runs: from orders, and from the requests that tasks left. Each request becomes exactly one run. Thread-safe. */
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

    /** An id for a run that is to be placed. */
    public String newId() {
        return ids.get();
    }

    /**
     * @param id from {@link #newId}
     * @throws AnnealException not-found where no such workflow is registered; bad input where a parameter is wrong:
     *     nothing is kept then
     */
    public Run place(String id, NewRun order) {
        return store.write(Durability.MACHINE, tables -> {
            Run run = run(id, order, null, tables);
            tables.runs().insert(run);
            return run;
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
            NewRun order = new NewRun(request.workflow(), request.parameters(), Path.of(""), cause, null, null);
            Run run = run(ids.get(), order, request, tables);
            if (!tables.requests().fulfil(request.key(), run.id())) {
                return Optional.<Run>empty();
            }
            tables.runs().insert(run);
            return Optional.of(run);
        });
    }

    /** Turns a recorded fire into its run; empty where another process was faster. */
    public Optional<Run> fulfil(FireTable.Fire fire) {
        return store.write(Durability.MACHINE, tables -> {
            RunCause cause = new RunCause(
                    RunCause.Kind.TRIGGER, "trigger '" + fire.trigger() + "' due " + fire.due(), null, null);
            Run run = run(
                    ids.get(),
                    new NewRun(fire.workflow(), Map.of(), Path.of(""), cause, fire.trigger(), fire.due()),
                    null,
                    tables);
            if (!tables.fires().fulfil(fire.workflow(), fire.trigger(), fire.due(), run.id())) {
                return Optional.<Run>empty();
            }
            tables.runs().insert(run);
            return Optional.of(run);
        });
    }

    private Run run(String id, NewRun order, @Nullable RunRequest request, Tables tables) {
        Registration registration = tables.workflows()
                .find(order.workflow())
                .orElseThrow(() -> AnnealException.notFound(
                        "workflow",
                        "no workflow '" + order.workflow() + "' is registered."
                                + NearestName.hint(
                                        order.workflow(),
                                        tables.workflows().all().stream()
                                                .map(Registration::workflow)
                                                .toList())));
        WorkflowSpec spec = tables.workflows()
                .spec(registration.spec())
                .orElseThrow(() -> AnnealException.fault(
                        "no-spec", "the spec of workflow " + order.workflow() + " is gone", null));
        Path folder = Objects.requireNonNull(
                Path.of(registration.file()).toAbsolutePath().getParent());
        Map<String, Object> parameters;
        String fault = "";
        try {
            parameters = Parameters.bind(spec, order.given(), order.givenFrom(), folder);
        } catch (AnnealException e) {
            if (order.cause().kind() == RunCause.Kind.COMMAND) {
                throw e;
            }
            parameters = order.given();
            fault = String.valueOf(e.getMessage());
        }
        Run run = new Run(
                id,
                spec.name(),
                registration.spec(),
                parameters,
                order.cause(),
                order.trigger(),
                order.due(),
                folder.toString(),
                CodeVersion.of(folder).orElse(null),
                request == null ? id : request.root(),
                request == null ? 1 : request.chainLength(),
                null,
                order.options(),
                clock.instant(),
                RunState.RUNNING,
                null,
                "",
                null);
        return fault.isEmpty() ? run : run.ended(RunState.FAILED, clock.instant(), fault);
    }
}
