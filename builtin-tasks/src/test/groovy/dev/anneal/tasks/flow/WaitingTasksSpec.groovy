package dev.anneal.tasks.flow

import dev.anneal.engine.artifact.Values
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.settings.Binder
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.Specification
import spock.lang.TempDir

class WaitingTasksSpec extends Specification {

    static final Instant NOW = Instant.parse('2024-01-01T00:00:00Z')

    @TempDir
    Path folder

    /** An attempt that goes on after a wait. */
    static class GoingOn implements TaskContext {
        @Delegate
        TaskContext context
        Map<String, Object> before

        @Override
        Map<String, Object> resumed() {
            before
        }
    }

    private TaskOutcome attempt(CodeTask task, Map<String, Object> settings, Map<String, Object> resumed = [:], Instant now = NOW) {
        def binder = new Binder(folder)
        def plain = settings.findAll { !(it.value instanceof Expression) }
        def bound = binder.bind(task.description().settings(),
                Values.copyOf(plain) + settings.findAll { it.value instanceof Expression })
        assert binder.misfits().empty
        def context = new TestContext(folder).as('run7', 'wait').at(Clock.fixed(now, ZoneOffset.UTC))
        task.run(bound, new GoingOn(context: context, before: resumed))
    }

    private TaskOutcome workflow(Map<String, Object> signal = null) {
        attempt(new WorkflowTask(), [workflow: 'inner', with: [n: 3]], signal == null ? [:] : [signal: signal])
    }

    def "a workflow task waits for a run whose id follows from who asks"() {
        when:
        def first = workflow() as TaskOutcome.Suspended

        then:
        first.until() == null
        first.signal() ==~ /run:[a-z]{12}/
        first.state().subMap('workflow', 'with') == [workflow: 'inner', with: [n: 3]]
        (workflow() as TaskOutcome.Suspended).signal() == first.signal()
    }

    def "it has the outputs of the run that succeeded"() {
        expect:
        (workflow(run: 'abc', state: 'succeeded', reason: '', outputs: [answer: 42, none: null]) as TaskOutcome.Succeeded)
                .outputs() == [run: 'abc', answer: 42, none: null]
    }

    def "a run that was #state makes it #outcome, with the run and the reason"() {
        when:
        def ended = workflow(run: 'abc', state: state, reason: 'task x: no')

        then:
        ended.getClass().simpleName == outcome
        (ended instanceof TaskOutcome.Rejected ? ended.reason() : ended.failure().message()) ==
                "run abc of inner ${state == "failed" ? "failed" : "was $state"}: task x: no"

        where:
        state       || outcome
        'rejected'  || 'Rejected'
        'failed'    || 'Failed'
        'cancelled' || 'Failed'
    }

    def "a run that cannot be made is not tried again"() {
        expect:
        (workflow(state: 'failed', reason: "no workflow 'inner' is registered.") as TaskOutcome.Failed).failure().kind() ==
                FailureKind.BAD_INPUT
    }

    def "a parameter that is nothing is refused before anything waits"() {
        when:
        attempt(new WorkflowTask(), [workflow: 'inner', with: [n: null]])

        then:
        thrown(AnnealException)
    }

    private TaskOutcome approval(Map<String, Object> more = [:], Map<String, Object> resumed = [:], Instant now = NOW) {
        attempt(new ApprovalTask(), [of: 'loans@3', expires: '2d', metrics: [accuracy: 0.9]] + more, resumed, now)
    }

    private Map<String, Object> decision(Map<String, Object> said) {
        def asked = (approval() as TaskOutcome.Suspended).state()
        asked + [signal: [digest: asked.digest, by: 'eve', why: 'looks right'] + said]
    }

    def "an approval waits with what is approved, its metrics and its digest, until it expires"() {
        when:
        def waiting = approval() as TaskOutcome.Suspended

        then:
        waiting.until() == NOW + Duration.ofDays(2)
        waiting.signal() == 'approval'
        waiting.state().of == 'loans@3'
        waiting.state().metrics == [accuracy: 0.9]
        waiting.state().digest ==~ /[0-9a-f]{64}/
    }

    def "other metrics or another value are another thing to approve"() {
        given:
        def digest = (approval() as TaskOutcome.Suspended).state().digest

        expect:
        (approval(more) as TaskOutcome.Suspended).state().digest != digest

        where:
        more << [[metrics: [accuracy: 0.8]], [of: 'loans@4']]
    }

    def "a yes passes on what was approved, and by whom"() {
        expect:
        (approval([:], decision(decision: 'approved')) as TaskOutcome.Succeeded).outputs() ==
                [approved: 'loans@3', by: 'eve', why: 'looks right']
    }

    def "a no rejects"() {
        expect:
        (approval([:], decision(decision: 'rejected')) as TaskOutcome.Rejected).reason() == 'rejected by eve: looks right'
    }

    def "a decision about something else does not count, and the time goes on from the first asking"() {
        when:
        def still = approval([:], decision(decision: 'approved', digest: 'other'), NOW + Duration.ofHours(1)) as TaskOutcome.Suspended

        then:
        still.until() == NOW + Duration.ofDays(2)
    }

    def "nobody's decision is a no"() {
        given:
        def asked = (approval() as TaskOutcome.Suspended).state()

        expect:
        (approval([:], asked, NOW + Duration.ofDays(2)) as TaskOutcome.Rejected).reason().startsWith('nobody decided by 2024-01-03')
    }

    def "where a person need not be asked it is approved as it is"() {
        expect:
        (approval(requiredIf: Expression.literal(false)) as TaskOutcome.Succeeded).outputs() ==
                [approved: 'loans@3', by: '', why: 'not required']
        approval(requiredIf: Expression.literal(true)) instanceof TaskOutcome.Suspended
    }
}
