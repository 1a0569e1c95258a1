package dev.anneal.engine.adapter.quartz

import dev.anneal.engine.spec.TriggerSpec
import dev.anneal.engine.spec.TriggerSpec.CatchUp
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import org.quartz.JobBuilder
import org.quartz.JobDetail
import org.quartz.JobExecutionContext
import spock.lang.Specification

/** Which of the moments that passed while the process slept are called. */
class FireJobSpec extends Specification {

    static final List<String> MISSED = ['01:00', '02:00', '03:00'].collect { "2026-01-01T$it:00Z".toString() }

    def "after three hours asleep #catchUp calls #called"() {
        given: 'Quartz hands over each missed moment at half past three'
        def clock = Clock.fixed(Instant.parse('2026-01-01T03:30:00Z'), ZoneOffset.UTC)
        def trigger = new TriggerSpec('hourly', '0 0 * * * ?', 'UTC', catchUp)
        def calls = []
        def job = new FireJob(clock, { workflow, spec, moment -> calls << "$workflow $moment".toString() })

        when:
        MISSED.each { job.execute(context(trigger, Instant.parse(it))) }

        then:
        calls == called

        where:
        catchUp        | called
        CatchUp.ALL    | MISSED.collect { "loans $it".toString() }
        CatchUp.LATEST | ['loans 2026-01-01T03:00:00Z']
    }

    private JobExecutionContext context(TriggerSpec trigger, Instant moment) {
        JobDetail detail = JobBuilder.newJob(FireJob).withIdentity('hourly', 'loans').build()
        detail.jobDataMap.put(FireJob.TRIGGER, trigger)
        Stub(JobExecutionContext) {
            getJobDetail() >> detail
            getScheduledFireTime() >> Date.from(moment)
        }
    }
}
