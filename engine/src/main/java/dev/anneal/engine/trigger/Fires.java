package dev.anneal.engine.trigger;

import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.store.FireTable.Fire;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.store.Store.Durability;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Records due moments, each once, before anything runs; and finds those that passed while nothing was serving.
 * Thread-safe.
 */
public final class Fires {

    /** How many missed moments {@code catchUp: all} makes up for at most; older ones are left. */
    public static final int CATCH_UP_LIMIT = 1_000;

    private final Store store;
    private final Clock clock;

    public Fires(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whether the moment was new; false where this or another scheduler has recorded it before. */
    public boolean record(String workflow, TriggerSpec trigger, Instant due) {
        Fire fire = new Fire(workflow, trigger.name(), due, clock.instant(), null);
        return store.write(Durability.MACHINE, tables -> tables.fires().insert(fire));
    }

    /** Recorded moments that have become no run yet. */
    public List<Fire> pending() {
        return store.read(tables -> tables.fires().pending());
    }

    /**
     * Records the moments that passed since the last recorded one, as the trigger's catch-up says. A trigger that never
     * fired has missed nothing.
     *
     * @return how many were recorded
     */
    public int catchUp(String workflow, TriggerSpec trigger, TriggerScheduler scheduler) {
        Optional<Fire> last = store.read(tables -> tables.fires().last(workflow, trigger.name()));
        if (last.isEmpty() || trigger.catchUp() == TriggerSpec.CatchUp.SKIP) {
            return 0;
        }
        int keep = trigger.catchUp() == TriggerSpec.CatchUp.LATEST ? 1 : CATCH_UP_LIMIT;
        Deque<Instant> missed = new ArrayDeque<>();
        Instant now = clock.instant();
        Optional<Instant> due = scheduler.next(trigger, last.get().due());
        while (due.isPresent() && !due.get().isAfter(now)) {
            missed.addLast(due.get());
            if (missed.size() > keep) {
                missed.removeFirst();
            }
            due = scheduler.next(trigger, due.get());
        }
        int recorded = 0;
        for (Instant moment : missed) {
            recorded += record(workflow, trigger, moment) ? 1 : 0;
        }
        return recorded;
    }
}
