package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.limited
import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunState
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.testing.FlowTasks
import dev.anneal.engine.testing.TestHome
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What a driver leaves behind, and what others left in its way. */
class LeftOversSpec extends Specification {

    @TempDir
    Path folder

    TestHome at
    TestHome other
    List<String> faults = new CopyOnWriteArrayList<>()
    def soon = new PollingConditions(timeout: 30, delay: 0.02)

    def listener = new RunListener() {
        @Override
        void fault(Run run, String message) {
            faults << message
        }
    }

    def setup() {
        at = new TestHome(folder, types: FlowTasks.types())
        other = new TestHome(folder, types: FlowTasks.types())
    }

    def cleanup() {
        at.close()
        other.close()
    }

    def "no timer of a run is left when it has ended"() {
        given:
        def week = Duration.ofDays(7)
        def spec = limited(workflow('timed', [task('a', 'sleep', [millis: 1], timeout: week, taskTimeout: week)]),
                new Limits(week, Concurrency.PARALLEL, 0))

        expect:
        at.run(spec).state() == RunState.SUCCEEDED
        at.engine.@launcher.@timers.queue.empty
    }

    def "a part that another process drives is told of once, and gone on with when that lets it go"() {
        given:
        at.register(workflow('inner', [task('a', 'sleep', [millis: 1])]), workflow('outer', [task('part', 'part', [workflow: 'inner'])]))
        def run = at.place('outer')
        def part = FlowTasks.Part.idOf("${run.id()}/part" as String)
        def held = other.home.runs().tryAcquire(part).get()
        def driver = Thread.start { at.engine.drive(run.id(), listener) }

        when:
        soon.eventually { assert faults.any { it.contains("its part $part is being driven by process ") } }
        held.close()
        driver.join(30_000)

        then:
        at.home.store().read { it.runs().find(run.id()) }.get().state() == RunState.SUCCEEDED
        faults.size() == 1
        faults[0].endsWith("`anneal resume ${run.id()} --force` takes both")
    }

    def "a part that cannot be driven is told of once, however often it is tried"() {
        given: 'a part of a type that nobody knows any more'
        at.register(workflow('inner', [task('a', 'bygone', [:])]), workflow('outer', [task('part', 'part', [workflow: 'inner'])]))
        def run = at.place('outer')
        def part = FlowTasks.Part.idOf("${run.id()}/part" as String)
        def driver = Thread.start {
            try {
                at.engine.drive(run.id(), listener)
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt()
            }
        }

        expect: 'the pause has doubled twice'
        soon.eventually { assert at.engine.@parts.@underWay[part]?.@pause == Duration.ofSeconds(4) }
        faults.size() == 1
        faults[0].contains("its part $part cannot be driven: ")
        faults[0].endsWith('. Mend that; it is tried again, ever less often')

        cleanup:
        driver.interrupt()
        driver.join()
    }
}
