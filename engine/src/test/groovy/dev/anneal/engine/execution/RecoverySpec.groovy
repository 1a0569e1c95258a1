package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.store.Store
import dev.anneal.engine.testing.TestHome

import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What becomes of runs whose process died, or that another process holds. */
@Timeout(60)
class RecoverySpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup
    TestHome at

    def setup() {
        at = new TestHome(folder)
    }

    def "a run whose process died goes on where its journal stands, and what had succeeded does not run again"() {
        given: 'a journal as a process that was killed leaves it: a done, b under way'
        def spec = workflow('killed', [
                task('a', 'number', [name: 'x']), task('b', 'write', [text: 'b'], after: ['a']), task('c', 'write', [text: 'c'], after: ['b'])])
        at.register(spec)
        def run = at.place('killed')
        at.home.store().change(Store.Durability.PROCESS) { tables ->
            long epoch = tables.runs().takeOver(run.id())
            tables.runs().append(run.id(), epoch, 0, [
                    new RunEvent.RunStarted(Instant.now()),
                    new RunEvent.AttemptStarted(Instant.now(), 'a', 1, 1, null, [:], [:]),
                    new RunEvent.AttemptSucceeded(Instant.now(), 'a', 1, 1, [number: 41], [:], []),
                    new RunEvent.AttemptStarted(Instant.now(), 'b', 1, 2, null, [:], [:])])
        }

        when:
        def after = at.engine.drive(run.id(), RunListener.NONE)

        then:
        after.state() == RunState.SUCCEEDED
        at.home.store().read { it.runs().journal(run.id()) }.count { it instanceof RunEvent.AttemptStarted && it.task() == 'a' } == 1
        at.home.store().read { it.records().list('numbers', '') } == []
        at.tasks(run).b.attempts() == 2
        at.tasks(run).c.state() == TaskState.SUCCEEDED
        after.archive() != null
    }

    def "a process that outlived its orchestrator is found again and not run twice"() {
        given: 'an attempt whose wrapper is alive, started by an engine that is gone'
        def spec = workflow('orphan', [task('a', 'sh', [command: 'echo once >> ../../../../../count; sleep 1'])])
        at.register(spec)
        def run = at.place('orphan')
        def driver = Thread.start {
            try {
                at.engine.drive(run.id(), RunListener.NONE)
            } catch (AnnealException | IllegalStateException gone) {
                assert gone
            }
        }
        def pid = at.home.workspace().attempt(run.id(), 'a', 1).resolve('pid')
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.onSpinWait()
        }

        when: 'its engine loses the run'
        long epoch = at.home.store().write(Store.Durability.PROCESS) { it.runs().takeOver(run.id()) }
        driver.join(20_000)
        def after = at.engine.drive(run.id(), RunListener.NONE)

        then:
        epoch > 1
        after.state() == RunState.SUCCEEDED
        at.tasks(run).a.attempts() == 1
        Files.readAllLines(folder.resolve('count')) == ['once']
    }

    def "a run that another driver holds is refused, saying who has it"() {
        given:
        at.register(workflow('held', [task('a', 'write', [text: 'x'])]))
        def run = at.place('held')
        def held = at.home.runs().tryAcquire(run.id()).get()

        when:
        at.engine.drive(run.id(), RunListener.NONE)

        then:
        def refusal = thrown(AnnealException)
        refusal.message.contains("process ${ProcessHandle.current().pid()}")

        cleanup:
        held.close()
    }

    def "a lost attempt whose result another run has made meanwhile ends by reuse"() {
        given: 'a run that was killed in a pure task, and another that made the same since'
        def spec = workflow('overtaken', [task('a', 'write', [text: 'same'])])
        at.register(spec)
        def killed = at.place('overtaken')
        at.home.store().change(Store.Durability.PROCESS) { tables ->
            long epoch = tables.runs().takeOver(killed.id())
            tables.runs().append(killed.id(), epoch, 0, [
                    new RunEvent.RunStarted(Instant.now()), new RunEvent.AttemptStarted(Instant.now(), 'a', 1, 1, null, [:], [:])])
        }
        def other = at.run(spec)

        when:
        def after = at.engine.drive(killed.id(), RunListener.NONE)

        then:
        after.state() == RunState.SUCCEEDED
        at.tasks(after).a.reusedFrom() == other.id()
    }
}
