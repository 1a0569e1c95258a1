package dev.anneal.engine.execution;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.task.TaskCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run would do if it began now, task by task, as far as that can be known before anything runs. */
public record Forecast(List<Item> items) {

    public Forecast {
        items = List.copyOf(items);
    }

    /** What would become of a task run. */
    public enum Verdict {
        /** An earlier result would stand in for it. */
        HIT,
        /** It would run: there is no result for what it follows from now. */
        MISS,
        /** It would run, as it does each time. */
        NOT_CACHED,
        /** It follows from what others have yet to do. */
        DEPENDS,
        SKIPPED,
        /** A setting has no value, or it takes more than there is. */
        FAILS
    }

    /**
     * A task, or one of the task runs that it would become.
     *
     * @param run whose result it would be; null but for {@link Verdict#HIT}
     * @param miss why there is none; null but for {@link Verdict#MISS} and {@link Verdict#NOT_CACHED}
     * @param on the tasks whose ends are not known; empty but for {@link Verdict#DEPENDS}, and where it comes at the end
     * @param reason why it is skipped, or would fail; else empty
     * @param demand what an attempt takes by pool, in thousandths, memory of a byte; what is not known is left out
     * @param instances the task runs that it becomes, in order; empty where it is one itself
     */
    public record Item(
            String name,
            String type,
            Verdict verdict,
            @Nullable String run,
            @Nullable Miss miss,
            List<String> on,
            String reason,
            Map<String, Long> demand,
            List<Item> instances) {
        public Item {
            on = List.copyOf(on);
            demand = Map.copyOf(demand);
            instances = List.copyOf(instances);
        }

        static Item of(
                PlannedTask task,
                String name,
                Verdict verdict,
                @Nullable String run,
                @Nullable Miss miss,
                Map<String, Long> demand) {
            return new Item(name, task.spec().type(), verdict, run, miss, List.of(), "", demand, List.of());
        }

        static Item of(PlannedTask task, String name, Verdict verdict, String reason, Map<String, Long> demand) {
            return new Item(name, task.spec().type(), verdict, null, null, List.of(), reason, demand, List.of());
        }

        Item of(List<Item> each) {
            Verdict worst = each.stream().map(Item::verdict).reduce(verdict, Item::worse);
            String why = each.stream()
                    .filter(item -> item.verdict() == Verdict.FAILS)
                    .map(item -> item.name() + ": " + item.reason())
                    .findFirst()
                    .orElse(reason);
            return new Item(name, type, worst, run, miss, on, why, demand, each);
        }

        private static Verdict worse(Verdict one, Verdict other) {
            List<Verdict> order = List.of(
                    Verdict.SKIPPED, Verdict.HIT, Verdict.DEPENDS, Verdict.NOT_CACHED, Verdict.MISS, Verdict.FAILS);
            return order.indexOf(one) > order.indexOf(other) ? one : other;
        }
    }

    /** The task of that name. @throws IllegalArgumentException if there is none */
    public Item item(String task) {
        return items.stream()
                .filter(item -> item.name().equals(task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task " + task));
    }

    /** @param run as it would be placed; nothing of it is kept */
    public static Forecast of(Home home, Plan plan, Run run, TaskCatalog catalog, Instant now) {
        return new Foresight(home, plan, run, catalog, now).look();
    }
}
