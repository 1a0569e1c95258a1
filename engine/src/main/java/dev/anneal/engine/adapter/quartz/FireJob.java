package dev.anneal.engine.adapter.quartz;

import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.trigger.TriggerScheduler.Listener;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Hands one due moment on. */
record FireJob(Clock clock, Listener listener) implements Job {

    static final String TRIGGER = "trigger";

    @Override
    public void execute(JobExecutionContext context) {
        TriggerSpec trigger = (TriggerSpec)
                Objects.requireNonNull(context.getJobDetail().getJobDataMap().get(TRIGGER));
        Date moment = context.getScheduledFireTime();
        if (trigger.catchUp() != TriggerSpec.CatchUp.LATEST || !superseded(trigger, moment)) {
            listener.due(context.getJobDetail().getKey().getGroup(), trigger, moment.toInstant());
        }
    }

    /** Whether a later moment has passed already: that one is called in its place. */
    private boolean superseded(TriggerSpec trigger, Date moment) {
        Date next = QuartzTriggers.expression(trigger).getNextValidTimeAfter(moment);
        return next != null && !next.toInstant().isAfter(clock.instant());
    }
}
