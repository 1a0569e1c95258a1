package dev.anneal.engine.attempt

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.attempt.AttemptLauncher.AttemptId
import dev.anneal.engine.attempt.AttemptLauncher.TimeLimit
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.RunInfo
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskDescription
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.engine.task.WorldEffect
import dev.anneal.engine.testing.TestHome
import dev.anneal.engine.testing.TestSettings.SleepSettings
import dev.anneal.engine.testing.TestTasks
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** An attempt is over when its thread is done with it, and not before. */
class AttemptLauncherSpec extends Specification {

    /** Loses so many interrupts, and goes on until it is let go. */
    static class Stubborn implements CodeTask<SleepSettings> {
        final CountDownLatch go = new CountDownLatch(1)
        final CountDownLatch begun = new CountDownLatch(1)
        final AtomicInteger interrupts = new AtomicInteger()
        int losing = Integer.MAX_VALUE

        TaskDescription description() {
            TaskDescription.of('stubborn', 1, WorldEffect.READS_WORLD, SleepSettings, 'Does not stop.')
        }

        TaskOutcome run(SleepSettings settings, TaskContext context) {
            begun.countDown()
            while (go.count > 0) {
                try {
                    go.await()
                } catch (InterruptedException e) {
                    if (interrupts.incrementAndGet() > losing) {
                        throw e
                    }
                }
            }
            new TaskOutcome.Succeeded([:])
        }
    }

    @TempDir
    Path folder

    Stubborn stubborn = new Stubborn()

    @AutoCleanup
    TestHome at

    @AutoCleanup
    AttemptLauncher launcher

    List<TaskOutcome> outcomes = new CopyOnWriteArrayList<>()
    List<Duration> reminders = new CopyOnWriteArrayList<>()
    def soon = new PollingConditions(timeout: 20, delay: 0.01)

    def listener = new AttemptListener() {
        @Override
        void progress(String task, double fraction, String message) { }

        @Override
        void ended(TaskOutcome outcome) {
            outcomes << outcome
        }

        @Override
        void deaf(Duration since) {
            reminders << since
        }
    }

    def setup() {
        at = new TestHome(folder)
        launcher = new AttemptLauncher(at.home, TestTasks.catalog([stubborn]), Clock.systemUTC(), null, Duration.ofMillis(50))
    }

    def cleanup() {
        stubborn.go.countDown()
    }

    private static AttemptDescriptor attempt() {
        new AttemptDescriptor(new RunInfo('run1', 'w', Digest.of('w'), Path.of('/'), [:], null), 'a', 'stubborn', 1, 7, [:], [:], null, [:])
    }

    private void begin(TimeLimit limit = null) {
        launcher.start(attempt(), false, limit, listener)
        stubborn.begun.await()
    }

    def "one that ignores that it is to stop is told of, is told again, and ends only when it has"() {
        given:
        begin()

        when:
        launcher.cancel(new AttemptId('run1', 7))

        then:
        soon.eventually { assert reminders.size() >= 3 }
        reminders.take(3)*.toMillis() == [50, 100, 150]
        outcomes == []

        when:
        stubborn.go.countDown()

        then: 'what it made of it counts where it succeeded'
        soon.eventually { assert outcomes == [new TaskOutcome.Succeeded([:])] }
    }

    def "one that loses an interrupt is stopped by the next, with the verdict of the first"() {
        given:
        stubborn.losing = 1
        begin(new TimeLimit(Duration.ofMillis(20), Duration.ofMillis(20)))

        expect:
        soon.eventually { assert outcomes.size() == 1 }
        (outcomes[0] as TaskOutcome.Failed).failure().message() == 'it took longer than its timeout of 0.0 s'
        stubborn.interrupts.get() == 2
    }

    def "one whose driver is gone is found again only when nothing of it goes on"() {
        given:
        begin()
        launcher.abandon('run1')

        when:
        launcher.start(attempt(), true, null, listener)
        launcher.cancel(new AttemptId('run1', 7))

        then: 'whoever asks for its outcome waits, and says so'
        soon.eventually { assert reminders.size() >= 2 }
        outcomes == []

        when:
        stubborn.go.countDown()

        then:
        soon.eventually { assert outcomes.size() == 1 }
    }
}
