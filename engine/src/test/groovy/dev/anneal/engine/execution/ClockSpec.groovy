package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.limited
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.run.RunState
import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.store.PoolTable
import dev.anneal.engine.store.Store
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskDescription
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.engine.task.WorldEffect
import dev.anneal.engine.testing.TestHome
import dev.anneal.engine.testing.TestSettings.SleepSettings

import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.time.ZoneOffset
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicLong
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** A clock that is set while runs go on: what lasts takes as long as it takes, and nothing waits for lost hours. */
@Timeout(60)
class ClockSpec extends Specification {

    static final Instant NOON = Instant.parse('2026-03-01T12:00:00Z')
    static final RetryPolicy SOON = new RetryPolicy(3, new RetryPolicy.Backoff(
            RetryPolicy.Growth.EXPONENTIAL, Duration.ofMillis(20), Duration.ofMillis(100), 0), [] as Set, 5)

    /** Another day each time that somebody looks: three days on, three days back. */
    static class Jumping extends Clock {

        private final AtomicLong looks = new AtomicLong()
        ZoneId zone = ZoneOffset.UTC

        Clock withZone(ZoneId other) { this }

        Instant instant() {
            Instant.now().plus(looks.incrementAndGet() % 2 == 0 ? Duration.ofDays(3) : Duration.ofDays(-3))
        }
    }

    /** Stands still but for being set. */
    static class Settable extends Clock {

        volatile Instant instant = NOON
        ZoneId zone = ZoneOffset.UTC

        Clock withZone(ZoneId other) { this }

        Instant instant() { instant }
    }

    /** Waits until the clock shows a moment, as it itself sees it. */
    static class Until implements CodeTask<SleepSettings> {

        final CountDownLatch waits = new CountDownLatch(1)

        TaskDescription description() {
            TaskDescription.of('until', 1, WorldEffect.READS_WORLD, SleepSettings, 'Waits.')
        }

        TaskOutcome run(SleepSettings settings, TaskContext context) {
            def now = context.clock().instant()
            def until = context.resumed().until ? Instant.parse(context.resumed().until as String) : now.plusMillis(settings.millis())
            waits.countDown()
            now.isBefore(until) ? new TaskOutcome.Suspended(until, null, [until: until.toString()]) : new TaskOutcome.Succeeded([:])
        }
    }

    @TempDir
    Path folder

    @AutoCleanup
    TestHome at

    def "retries, time limits and rates go on as if nothing was, while the clock jumps back and forth by days"() {
        given:
        at = new TestHome(folder, clock: new Jumping())
        at.home.store().change(Store.Durability.PROCESS) { it.pools().put(new PoolTable.Pool('p', 1_000, 1_000.0d, null)) }
        def hour = Duration.ofHours(1)
        def tasks = (1..20).collect {
            task("t$it", 'flaky', [failures: 2], retry: SOON, timeout: hour, taskTimeout: hour, pools: [p: 1])
        }

        when:
        def run = at.run(limited(workflow('jumping', tasks), new Limits(hour, Concurrency.PARALLEL, 0)))

        then:
        run.state() == RunState.SUCCEEDED
        at.tasks(run).values()*.attempts() == [3] * 20
        run.archive() != null
    }

    def "a #what ends what takes too long, though the clock is set back"() {
        given:
        at = new TestHome(folder, clock: new Jumping())
        def spec = limited(workflow('slow', [task(options, 'a', 'sleep', [millis: 50_000])]), new Limits(limit, Concurrency.PARALLEL, 0))

        when:
        def run = at.run(spec)

        then:
        run.state() == RunState.FAILED
        at.tasks(run).a.reason().contains('took longer than its timeout') || run.reason().contains('took longer than its timeout')

        where:
        what                     | options                               | limit
        "attempt's timeout"      | [timeout: Duration.ofMillis(200)]     | null
        "task's timeout"         | [taskTimeout: Duration.ofMillis(200)] | null
        "run's timeout"          | [:]                                   | Duration.ofMillis(200)
    }

    def "a rate whose next start is of before the clock was set back holds nobody up"() {
        given:
        at = new TestHome(folder, clock: new Settable())
        at.home.store().change(Store.Durability.PROCESS) {
            it.pools().put(new PoolTable.Pool('p', 1_000, 2.0d, NOON.plus(Duration.ofDays(30))))
        }

        expect:
        at.run(workflow('w', [task('a', 'write', [text: 'x'], pools: [p: 1])])).state() == RunState.SUCCEEDED
    }

    def "a task that waits for a moment goes on when the clock shows it"() {
        given:
        def clock = new Settable()
        def type = new Until()
        at = new TestHome(folder, clock: clock, types: [type])

        when: 'its time is over by any other measure'
        def driving = CompletableFuture.supplyAsync { at.run(workflow('w', [task('a', 'until', [millis: 100])])) }
        assert type.waits.await(30, TimeUnit.SECONDS)
        driving.get(500, TimeUnit.MILLISECONDS)

        then:
        thrown(java.util.concurrent.TimeoutException)

        when:
        clock.instant = NOON.plus(Duration.ofDays(1))

        then:
        driving.get(30, TimeUnit.SECONDS).state() == RunState.SUCCEEDED
    }

    def "a result made #made after now, which is before the clock was set back, is #verdict by a ttl of a day"() {
        given:
        def clock = new Settable()
        at = new TestHome(folder, clock: clock)
        def daily = new CachePolicy(CachePolicy.Mode.ON, Duration.ofDays(1), '')
        def spec = workflow('w', [task('a', 'write', [text: 'x'], cache: daily)])
        clock.instant = NOON.plus(made)
        at.run(spec)

        when:
        clock.instant = NOON
        def second = at.run(spec)

        then:
        (at.tasks(second).a.reusedFrom() != null) == used

        where:
        made                 | used  || verdict
        Duration.ofHours(1)  | true  || 'young enough'
        Duration.ofDays(-2)  | false || 'too old'
        Duration.ofDays(30)  | false || 'of no known age, and not used'
    }
}
