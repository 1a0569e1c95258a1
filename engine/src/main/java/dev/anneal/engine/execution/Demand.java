package dev.anneal.engine.execution;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Sizes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much of which pool an attempt takes, in thousandths; of memory, thousandths of a byte. */
final class Demand {

    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String GPU = "gpu";
    static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

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

    private static long amount(String resource, Expression said, Evaluator evaluator) {
        Object value = evaluator.evaluate(said);
        BigDecimal number = resource.equals(MEMORY) ? bytes(value) : value instanceof BigDecimal plain ? plain : null;
        boolean whole = resource.equals(GPU);
        if (number == null
                || number.signum() < 0
                || (whole && number.stripTrailingZeros().scale() > 0)) {
            throw new EvaluationException(
                    said,
                    "resources: '" + resource + "' takes "
                            + (resource.equals(MEMORY)
                                    ? "a size such as 512MB or 2GB"
                                    : whole ? "a whole number" : "a number")
                            + ", found " + value);
        }
        return number.multiply(THOUSAND).longValue();
    }

    private static @Nullable BigDecimal bytes(@Nullable Object value) {
        Optional<Long> size = value instanceof String text ? Sizes.parse(text) : Optional.empty();
        return size.map(BigDecimal::valueOf).orElse(null);
    }
}
