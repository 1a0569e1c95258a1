package dev.anneal.engine.adapter.quartz

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.spec.TriggerSpec
import dev.anneal.engine.spec.TriggerSpec.CatchUp
import java.time.Clock
import java.time.Instant
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Quartz tells when triggers are due. */
class QuartzTriggersSpec extends Specification {

    static final TriggerSpec EVERY_SECOND = trigger('often', '* * * * * ?')

    def failures = new LinkedBlockingQueue<String>()

    @AutoCleanup
    QuartzTriggers triggers = new QuartzTriggers(Clock.systemUTC(), { where, e -> failures << "$where: $e.message".toString() })

    def "a trigger's moments are called, whole seconds in order, with its workflow"() {
        given:
        def calls = new LinkedBlockingQueue<List>()
        triggers.start { workflow, trigger, moment -> calls << [workflow, trigger, moment] }
        def before = Instant.now()

        when:
        triggers.schedule('loans', [EVERY_SECOND])
        def first = calls.poll(10, TimeUnit.SECONDS)
        def second = calls.poll(10, TimeUnit.SECONDS)

        then:
        first[0..1] == ['loans', EVERY_SECOND]
        first[2].nano == 0
        !first[2].isBefore(before.minusSeconds(1))
        second[2] == first[2].plusSeconds(1)
    }

    def "a workflow's triggers are replaced together, and another's stay"() {
        given:
        def calls = new ConcurrentLinkedQueue<String>()
        def other = new CountDownLatch(3)
        triggers.schedule('loans', [trigger('old', '* * * * * ?')])
        triggers.schedule('churn', [EVERY_SECOND])
        triggers.schedule('loans', [trigger('yearly', '0 0 0 1 1 ?')])

        when:
        triggers.start { workflow, trigger, moment ->
            calls << "$workflow/${trigger.name()}".toString()
            other.countDown()
        }

        then:
        other.await(20, TimeUnit.SECONDS)
        calls.toUnique() as List == ['churn/often']
    }

    def "what was unscheduled is called no more"() {
        given:
        def gone = new LinkedBlockingQueue<Instant>()
        def stays = new LinkedBlockingQueue<Instant>()
        triggers.start { workflow, trigger, moment -> (workflow == 'gone' ? gone : stays) << moment }
        triggers.schedule('gone', [EVERY_SECOND])
        gone.poll(10, TimeUnit.SECONDS)

        when:
        triggers.unschedule('gone')
        def moment = Instant.now()
        triggers.schedule('stays', [EVERY_SECOND])
        3.times { stays.poll(10, TimeUnit.SECONDS) }

        then:
        gone.every { !it.isAfter(moment) }
    }

    def "a listener that throws is told of, and called again"() {
        given:
        def calls = new CountDownLatch(2)
        triggers.start { workflow, trigger, moment ->
            calls.countDown()
            throw new IllegalStateException('the disk is full')
        }

        when:
        triggers.schedule('loans', [EVERY_SECOND])

        then:
        calls.await(10, TimeUnit.SECONDS)
        failures.poll(10, TimeUnit.SECONDS) ==~ /trigger 'often' of workflow 'loans', due .+Z: the disk is full/
    }

    def "two schedulers in one process do not hear each other's triggers"() {
        given:
        def other = new QuartzTriggers(Clock.systemUTC(), { where, e -> })
        def mine = new LinkedBlockingQueue<String>()
        def theirs = new LinkedBlockingQueue<String>()
        triggers.start { workflow, trigger, moment -> mine << workflow }
        other.start { workflow, trigger, moment -> theirs << workflow }

        when:
        triggers.schedule('mine', [EVERY_SECOND])
        other.schedule('theirs', [EVERY_SECOND])

        then:
        mine.poll(10, TimeUnit.SECONDS) == 'mine'
        theirs.poll(10, TimeUnit.SECONDS) == 'theirs'

        when:
        other.close()
        mine.clear()

        then: 'closing one leaves the other at work'
        mine.poll(10, TimeUnit.SECONDS) == 'mine'
    }

    def "closing waits for the call under way"() {
        given:
        def entered = new CountDownLatch(1)
        def leave = new CountDownLatch(1)
        def left = new CountDownLatch(1)
        triggers.start { workflow, trigger, moment ->
            entered.countDown()
            leave.await(10, TimeUnit.SECONDS)
            left.countDown()
        }
        triggers.schedule('loans', [EVERY_SECOND])
        entered.await(10, TimeUnit.SECONDS)

        when:
        def closer = new Thread({ triggers.close() })
        closer.start()
        leave.countDown()
        closer.join(10_000)

        then:
        !closer.alive
        left.count == 0
    }

    def "the next moment of '#cron' in #zone after #after is #next"() {
        expect:
        triggers.next(trigger('t', cron, zone), Instant.parse(after)) == Optional.ofNullable(next).map(Instant::parse)

        where: 'Sydney is at UTC+11 in summer; Berlin leaves out 02:30 on 2026-03-29 and has it twice on 2026-10-25'
        cron              | zone               | after                      | next
        '0 0 3 * * ?'     | 'UTC'              | '2026-01-10T02:59:59.999Z' | '2026-01-10T03:00:00Z'
        '0 0 3 * * ?'     | 'UTC'              | '2026-01-10T03:00:00Z'     | '2026-01-11T03:00:00Z'
        '0 0 3 * * ?'     | 'Australia/Sydney' | '2026-01-10T00:00:00Z'     | '2026-01-10T16:00:00Z'
        '0 30 1 * * ?'    | 'Europe/Berlin'    | '2026-03-29T00:00:00Z'     | '2026-03-29T00:30:00Z'
        '0 0 3 * * ?'     | 'Europe/Berlin'    | '2026-03-28T12:00:00Z'     | '2026-03-29T01:00:00Z'
        '* * * * * ?'     | 'UTC'              | '2026-01-10T03:00:00.5Z'   | '2026-01-10T03:00:01Z'
        '0 0 0 1 1 ? 2020'| 'UTC'              | '2026-01-10T03:00:00Z'     | null
    }

    def "a trigger that is never due again is no error"() {
        when:
        triggers.schedule('loans', [trigger('over', '0 0 0 1 1 ? 2020')])

        then:
        noExceptionThrown()
    }

    def "a wrong #what is refused, and the old triggers stay"() {
        given:
        def calls = new LinkedBlockingQueue<String>()
        triggers.schedule('loans', [EVERY_SECOND])

        when:
        triggers.schedule('loans', [trigger('bad', cron, zone)])

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.startsWith("trigger 'bad': ")
        e.message.contains(found)

        when:
        triggers.start { workflow, trigger, moment -> calls << trigger.name() }

        then:
        calls.poll(10, TimeUnit.SECONDS) == 'often'

        where:
        what         | cron          | zone         | found
        'expression' | '0 99 * * * ?'| 'UTC'        | "'99'"
        'zone'       | '0 0 * * * ?' | 'Mars/Olympus' | "'Mars/Olympus'"
    }

    static TriggerSpec trigger(String name, String cron, String zone = 'UTC') {
        new TriggerSpec(name, cron, zone, CatchUp.LATEST)
    }
}
