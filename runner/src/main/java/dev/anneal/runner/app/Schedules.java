package dev.anneal.runner.app;

import dev.anneal.engine.adapter.quartz.QuartzTriggers;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.FireTable.Fire;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.store.WorkflowTable.Registration;
import dev.anneal.engine.trigger.TriggerScheduler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The triggers of registered workflows. */
public final class Schedules {

    /**
     * A trigger.
     *
     * @param next when it is due next; null for never
     * @param lastDue the latest moment that it fired for; null where it never did
     */
    public record Item(
            String workflow,
            String trigger,
            String cron,
            String zone,
            String catchUp,
            @Nullable Instant next,
            @Nullable Instant lastDue) {}

    private final Anneal anneal;

    public Schedules(Anneal anneal) {
        this.anneal = anneal;
    }

    public List<Item> list() {
        try (TriggerScheduler scheduler = new QuartzTriggers(anneal.clock(), (what, fault) -> {})) {
            return anneal.store().read(tables -> {
                List<Item> items = new ArrayList<>();
                for (Registration registration : tables.workflows().all()) {
                    tables.workflows()
                            .spec(registration.spec())
                            .ifPresent(spec -> items.addAll(items(spec, scheduler, tables)));
                }
                return items;
            });
        }
    }

    private List<Item> items(WorkflowSpec spec, TriggerScheduler scheduler, Tables tables) {
        List<Item> items = new ArrayList<>();
        for (TriggerSpec trigger : spec.triggers()) {
            items.add(new Item(
                    spec.name(),
                    trigger.name(),
                    trigger.cron(),
                    trigger.zone(),
                    trigger.catchUp().name().toLowerCase(Locale.ROOT),
                    scheduler.next(trigger, anneal.clock().instant()).orElse(null),
                    tables.fires()
                            .last(spec.name(), trigger.name())
                            .map(Fire::due)
                            .orElse(null)));
        }
        return items;
    }
}
