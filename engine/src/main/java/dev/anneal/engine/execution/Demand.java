package dev.anneal.engine.execution;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.Missing;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Resource;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much of which pool an attempt takes, in thousandths; of memory, thousandths of a byte. */
final class Demand {

    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String GPU = "gpu";

    private Demand() {}

    /**
     * What is said, and nothing else: one that says nothing of {@code cpu} takes a processor of its own process's share.
     *
     * @throws EvaluationException if an amount has no value or makes no sense
     */
    static Map<String, Long> of(PlannedTask task, Evaluator evaluator) {
        if (task.spec().placement().resources().isEmpty()
                && task.spec().placement().pools().isEmpty()) {
            return Map.of();
        }
        Map<String, Long> demand = new LinkedHashMap<>();
        task.spec()
                .placement()
                .resources()
                .forEach((resource, amount) -> demand.put(resource, amount(resource, amount, evaluator)));
        task.spec().placement().pools().forEach((pool, amount) -> demand.put(pool, amount * 1_000L));
        return demand;
    }

    private static long amount(String name, Expression said, Evaluator evaluator) {
        Resource resource = Resource.ofWord(name)
                .orElseThrow(() -> new EvaluationException(said, "resources: there is no '" + name + "'"));
        Object value = evaluator.evaluate(said);
        if (value instanceof Missing missing) {
            throw new EvaluationException(said, "resources: '" + name + "': " + missing.reason());
        }
        return resource.thousandths(value)
                .orElseThrow(() -> new EvaluationException(
                        said,
                        "resources: '" + name + "' takes " + resource.expected() + ", found "
                                + (value instanceof BigDecimal number ? number.toPlainString() : value)));
    }
}
