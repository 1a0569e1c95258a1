package dev.anneal.engine.plan;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Resource;
import dev.anneal.engine.spec.TaskSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Checks what a task's attempts take: that it is an amount, and that there can ever be so much. */
final class PlacementCheck {

    private static final SettingType NUMBER =
            new SettingType.Decimal(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final TaskSpec task;
    private final Subject subject;
    private final @Nullable Capacity capacity;

    /** @param capacity null where it is not known what there is */
    PlacementCheck(TaskSpec task, Subject subject, @Nullable Capacity capacity) {
        this.task = task;
        this.subject = subject;
        this.capacity = capacity;
    }

    void check() {
        task.placement().resources().forEach((name, amount) -> {
            Resource resource = Resource.ofWord(name).orElse(null);
            if (resource == null) {
                subject.add(
                        amount,
                        "resources/" + name,
                        "unknown-word",
                        "'resources' of " + subject.title() + " has no '" + name + "'."
                                + subject.report().hint(name, Resource.words()));
            } else {
                resource(resource, amount);
            }
        });
        task.placement().pools().forEach(this::pool);
    }

    private void resource(Resource resource, Expression amount) {
        String part = "resources/" + resource.word();
        if (amount.references().isEmpty()) {
            Object value = constant(amount);
            OptionalLong wanted = resource.thousandths(value);
            if (wanted.isEmpty()) {
                subject.misfit(
                        resource.expected(),
                        amount,
                        part,
                        value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
            } else if (tooMuch(resource.word(), wanted.getAsLong())) {
                subject.add(
                        amount, part, "never-fits", neverFits(resource.word(), resource.word(), wanted.getAsLong()));
            }
            return;
        }
        SettingType type = resource == Resource.MEMORY ? new SettingType.Text() : NUMBER;
        subject.type(amount, Standpoint.setting(task, List.of()), part)
                .filter(found -> !found.fits(type))
                .ifPresent(found -> subject.misfit(resource.expected(), amount, part, found));
    }

    private static @Nullable Object constant(Expression amount) {
        try {
            return new Evaluator(Scope.of(Map.of())).evaluate(amount);
        } catch (EvaluationException none) {
            return none.getMessage();
        }
    }

    private void pool(String name, int amount) {
        long wanted = amount * 1_000L;
        if (capacity != null && capacity.of(name).isEmpty()) {
            subject.add(
                    "pool/" + name,
                    "unknown-pool",
                    subject.title() + " takes from the pool '" + name + "', but there is no such pool."
                            + subject.report().hint(name, capacity.pools()) + " 'anneal pools set " + name
                            + " SIZE' makes one.");
        } else if (tooMuch(name, wanted)) {
            subject.add("pool/" + name, "never-fits", neverFits("pool " + name, name, wanted));
        }
    }

    private boolean tooMuch(String name, long wanted) {
        OptionalLong there = capacity == null ? OptionalLong.empty() : capacity.of(name);
        return there.isPresent() && wanted > there.getAsLong();
    }

    private String neverFits(String title, String name, long wanted) {
        long there = capacity == null ? 0 : capacity.of(name).orElse(0);
        return subject.title() + " takes " + title + ": " + Resource.text(name, wanted) + ", and there is only "
                + Resource.text(name, there) + " in all, so it could never start. Take less"
                + (Resource.ofWord(name).isPresent()
                        ? "."
                        : ", or make the pool larger: 'anneal pools set " + name + " SIZE'.");
    }
}
