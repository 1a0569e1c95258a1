package dev.anneal.engine.adapter.quartz;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.trigger.TriggerScheduler;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Triggers by a Quartz scheduler of its own, in memory, on two daemon threads. Moments that passed while this process
 * slept or was busy: under {@code all} each is called, under {@code latest} the last of them, under {@code skip} none
 * that is more than a minute late.
 */
public final class QuartzTriggers implements TriggerScheduler {

    private static final int THREADS = 2;

    private final Scheduler scheduler;
    private final Clock clock;
    private volatile @Nullable Listener listener;

    /** @param failures told of each call that threw, and what it threw */
    public QuartzTriggers(Clock clock, BiConsumer<String, Throwable> failures) {
        this.clock = clock;
        this.scheduler = newScheduler();
        try {
            scheduler.setJobFactory((bundle, owner) ->
                    new FireJob(clock, (workflow, trigger, moment) -> call(workflow, trigger, moment, failures)));
        } catch (SchedulerException e) {
            throw fault("cannot set Quartz up", e);
        }
    }

    /** Schedulers of one name would be one: Quartz keeps them in a register of the whole JVM. */
    private static Scheduler newScheduler() {
        Properties settings = new Properties();
        settings.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "anneal-" + UUID.randomUUID());
        settings.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", String.valueOf(THREADS));
        settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        settings.setProperty("org.quartz.threadPool.threadNamePrefix", "trigger");
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        try {
            return new StdSchedulerFactory(settings).getScheduler();
        } catch (SchedulerException e) {
            throw fault("cannot make a Quartz scheduler", e);
        }
    }

    private void call(String workflow, TriggerSpec trigger, Instant moment, BiConsumer<String, Throwable> failures) {
        Listener called = listener;
        if (called == null) {
            return;
        }
        try {
            called.due(workflow, trigger, moment);
        } catch (RuntimeException | Error e) {
            failures.accept("trigger '" + trigger.name() + "' of workflow '" + workflow + "', due " + moment, e);
        }
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
        try {
            scheduler.start();
        } catch (SchedulerException e) {
            throw fault("cannot start Quartz", e);
        }
    }

    /** @throws AnnealException bad-input, where an expression or a zone is wrong; then the old triggers stay */
    @Override
    public synchronized void schedule(String workflow, List<TriggerSpec> triggers) {
        List<CronExpression> expressions =
                triggers.stream().map(QuartzTriggers::expression).toList();
        unschedule(workflow);
        for (int i = 0; i < triggers.size(); i++) {
            add(workflow, triggers.get(i), expressions.get(i));
        }
    }

    private void add(String workflow, TriggerSpec trigger, CronExpression expression) {
        if (expression.getNextValidTimeAfter(Date.from(clock.instant())) == null) {
            return; // Quartz refuses a trigger that is never due again, such as one of a year that is over.
        }
        JobDetail job = JobBuilder.newJob(FireJob.class)
                .withIdentity(trigger.name(), workflow)
                .build();
        job.getJobDataMap().put(FireJob.TRIGGER, trigger);
        CronTrigger times = TriggerBuilder.newTrigger()
                .withIdentity(trigger.name(), workflow)
                .withSchedule(schedule(trigger, expression))
                .build();
        try {
            scheduler.scheduleJob(job, times);
        } catch (SchedulerException e) {
            throw fault("cannot schedule trigger '" + trigger.name() + "' of workflow '" + workflow + "'", e);
        }
    }

    private static CronScheduleBuilder schedule(TriggerSpec trigger, CronExpression expression) {
        CronScheduleBuilder schedule = CronScheduleBuilder.cronSchedule(expression);
        return trigger.catchUp() == TriggerSpec.CatchUp.SKIP
                ? schedule.withMisfireHandlingInstructionDoNothing()
                : schedule.withMisfireHandlingInstructionIgnoreMisfires();
    }

    @Override
    public synchronized void unschedule(String workflow) {
        try {
            for (JobKey job : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(workflow))) {
                scheduler.deleteJob(job);
            }
        } catch (SchedulerException e) {
            throw fault("cannot unschedule workflow '" + workflow + "'", e);
        }
    }

    @Override
    public Optional<Instant> next(TriggerSpec trigger, Instant after) {
        return nextMoment(trigger, after);
    }

    /** As {@link #next}, for who schedules nothing. */
    public static Optional<Instant> nextMoment(TriggerSpec trigger, Instant after) {
        return Optional.ofNullable(expression(trigger).getNextValidTimeAfter(Date.from(after)))
                .map(Date::toInstant);
    }

    static CronExpression expression(TriggerSpec trigger) {
        new QuartzCron().problem(trigger.cron()).ifPresent(problem -> {
            throw AnnealException.badInput("bad-cron", "trigger '" + trigger.name() + "': " + problem);
        });
        try {
            CronExpression expression = new CronExpression(trigger.cron());
            expression.setTimeZone(TimeZone.getTimeZone(ZoneId.of(trigger.zone())));
            return expression;
        } catch (ParseException e) {
            throw AnnealException.fault("quartz", "Quartz refuses '" + trigger.cron() + "': " + e.getMessage(), e);
        } catch (DateTimeException e) {
            throw AnnealException.badInput(
                    "unknown-zone",
                    "trigger '" + trigger.name() + "': there is no time zone '" + trigger.zone()
                            + "'; name one as IANA does, such as Europe/Berlin or UTC");
        }
    }

    /** Stops calling; returns when no call is under way. Must not be called by a listener. */
    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw fault("cannot stop Quartz", e);
        }
    }

    private static AnnealException fault(String message, SchedulerException e) {
        return AnnealException.fault("quartz", message + ": " + e.getMessage(), e);
    }
}
