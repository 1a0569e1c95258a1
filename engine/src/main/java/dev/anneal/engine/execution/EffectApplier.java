package dev.anneal.engine.execution;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.engine.task.TaskCatalog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies effects inside the transaction that completes their task. */
final class EffectApplier {

    /** The longest chain of runs that ask for each other. */
    static final int CHAIN_LIMIT = 10_000;

    private final TaskCatalog catalog;

    EffectApplier(TaskCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @return outputs that are known only now
     * @throws AnnealException if an effect cannot be applied: the transaction must be given up
     */
    Map<String, Object> apply(List<Effect> effects, Run run, String task, Instant at, Tables tables) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (Effect effect : effects) {
            if (effect.type().equals(RunRequest.EFFECT)) {
                request(effect, run, task, at, tables);
            } else {
                EffectHandler handler = catalog.handler(effect.type())
                        .orElseThrow(() -> AnnealException.fault(
                                "unknown-effect", "nothing applies effects of type '" + effect.type() + "'", null));
                EffectHandler.Origin origin = new EffectHandler.Origin(run.id(), run.workflow(), task);
                outputs.putAll(applied(handler, effect, origin, at, tables));
            }
        }
        return outputs;
    }

    /** A handler's own mistake fails the attempt, not the process that drives the run. */
    private static Map<String, Object> applied(
            EffectHandler handler, Effect effect, EffectHandler.Origin origin, Instant at, Tables tables) {
        try {
            return handler.apply(effect, origin, at, tables.records());
        } catch (AnnealException e) {
            throw e;
        } catch (RuntimeException e) {
            throw AnnealException.fault("effect", "the effect '" + effect.type() + "' cannot be applied: " + e, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void request(Effect effect, Run run, String task, Instant at, Tables tables) {
        String workflow = text(effect, "workflow", "");
        if (tables.workflows().find(workflow).isEmpty()) {
            throw AnnealException.badInput(
                    "unknown-workflow",
                    "a run of workflow '" + workflow + "' was requested, but no such workflow is registered."
                            + NearestName.hint(
                                    workflow,
                                    tables.workflows().all().stream()
                                            .map(registration -> registration.workflow())
                                            .toList()));
        }
        if (run.chainLength() >= CHAIN_LIMIT) {
            throw AnnealException.badInput(
                    "chain-limit", "the chain of runs that ask for each other has reached its limit of " + CHAIN_LIMIT);
        }
        Object notBefore = effect.data().get("notBefore");
        tables.requests()
                .insert(new RunRequest(
                        text(effect, "key", run.id() + "/" + task),
                        workflow,
                        (Map<String, Object>) effect.data().getOrDefault("parameters", Map.of()),
                        notBefore == null ? null : Instant.parse(notBefore.toString()),
                        text(effect, "reason", ""),
                        run.id(),
                        task,
                        run.root(),
                        run.chainLength() + 1,
                        at,
                        null));
    }

    private static String text(Effect effect, String key, String otherwise) {
        @Nullable Object value = effect.data().get(key);
        return value == null ? otherwise : value.toString();
    }
}
