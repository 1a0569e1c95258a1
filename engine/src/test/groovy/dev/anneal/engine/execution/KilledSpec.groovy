package dev.anneal.engine.execution

import static dev.anneal.engine.testing.Specs.task
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.run.RunState
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.testing.MortalLife
import dev.anneal.engine.testing.MortalStore
import dev.anneal.engine.testing.Specs

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/**
 * A chain of runs with a retry, a fan-out, a sub-workflow, a process, a decision, a version number and a run request,
 * whose process dies after each of its commits in turn. With {@code -Danneal.soak} it dies at every pair of them besides.
 */
@Timeout(1_200)
class KilledSpec extends Specification {

    static final RetryPolicy AT_ONCE = new RetryPolicy(2, new RetryPolicy.Backoff(
            RetryPolicy.Growth.CONSTANT, Duration.ofMillis(1), Duration.ofSeconds(1), 0), [] as Set, 5)
    static final boolean SOAK = Boolean.getBoolean('anneal.soak')

    @Shared
    @TempDir
    Path folder

    @Shared
    Map<String, Object> undisturbed

    @Shared
    long commits

    @Shared
    Thread.UncaughtExceptionHandler handler

    def setupSpec() {
        handler = Thread.defaultUncaughtExceptionHandler
        // Threads of a process that died end with it, without a word.
        Thread.defaultUncaughtExceptionHandler = { Thread thread, Throwable fault ->
            if (!(fault instanceof MortalStore.Dead)) {
                handler?.uncaughtException(thread, fault)
            }
        }
        def life = new MortalLife(folder.resolve('undisturbed'), workflows(folder.resolve('undisturbed')))
        life.live(0, false)
        assert life.ended
        undisturbed = life.results()
        commits = life.commits
        life.verify()
    }

    def cleanupSpec() {
        Thread.defaultUncaughtExceptionHandler = handler
    }

    def "undisturbed, everything succeeds"() {
        expect:
        undisturbed.keySet() == ['whole', 'inner', 'next'] as Set
        undisturbed.values().every { it.state == RunState.SUCCEEDED }
        undisturbed.whole.tasks.flaky.attempts == 2
        commits > 30
    }

    def "killed after each commit, before anything follows from it, the chain comes to the same end"() {
        expect:
        (1..commits).each { last -> killed('at-once', [last], true) }
    }

    def "killed after each commit, when what follows from it has begun, the chain comes to the same end"() {
        expect:
        (1..commits).each { last -> killed('later', [last], false) }
    }

    def "killed twice in a row at different points, the chain comes to the same end"() {
        expect:
        pairs().each { killed('twice', it, it[0] % 2 == 0) }
    }

    private List<List<Long>> pairs() {
        SOAK ? (1..commits).collectMany { first -> (1..12).collect { [first, it] as List<Long> } } :
                (1..commits).findAll { it % 5 == 0 }.collect { first -> [first, 1 + first % 7] as List<Long> }
    }

    /** @param lasts after how many commits each of its processes dies */
    private void killed(String how, List<Long> lasts, boolean atOnce) {
        def at = Files.createDirectories(folder.resolve("$how-${lasts.join('-')}"))
        def life = new MortalLife(at, workflows(at))
        try {
            lasts.each { last ->
                if (!life.ended) {
                    life.live(last, atOnce)
                }
            }
            if (!life.ended) {
                life.live(0, false)
            }
            assert life.ended
            assert life.results() == undisturbed
            life.verify()
        } catch (Exception | AssertionError broken) {
            throw new IllegalStateException("killed $how after $lasts: ${broken.message}", broken)
        }
        at.toFile().deleteDir()
    }

    private static List<WorkflowSpec> workflows(Path folder) {
        def notes = folder.resolve('notes').toString()
        def noted = { String name, Map<String, Object> settings, Map<String, Object> options = [:] ->
            task(options, name, 'note', [file: notes] + settings)
        }
        def said = { String text -> [text: text] }
        List<TaskSpec> tasks = [
                noted('flaky', [failures: 1, countTo: 3], [retry: AT_ONCE]),
                noted('fan', [say: '$item'], [repetition: new Repetition.ForEach(Specs.expression(['x', 'y', 'z']), 2)]),
                noted('loop', [say: 'again'], [repetition: new Repetition.Repeat(Specs.less('$iteration', 2), 5, Duration.ofMillis(1), true)]),
                task('pure', 'write', said('pure')),
                task('part', 'part', [workflow: 'inner', with: [text: 'inside']], after: ['pure']),
                task('process', 'sh', [command: "echo begin process >> $notes; echo end process >> $notes" as String]),
                task('decision', 'await', [signal: 'go'], after: ['flaky']),
                task('version', 'number', [name: 'v'], after: ['decision', 'part', 'process', 'fan', 'loop']),
                task('request', 'ask', [workflow: 'next', with: [text: 'more']], after: ['version']),
                noted('last', [say: '$run.state'], [always: true]),
        ]
        [Specs.limited(workflow('whole', tasks), new Limits(Duration.ofHours(1), dev.anneal.engine.spec.Concurrency.PARALLEL, 2)),
         new WorkflowSpec('inner', '', [Specs.parameter('text', dev.anneal.engine.spec.ParameterType.STRING)], [],
                 [noted('within', [say: '$params.text'])], [said: Specs.expression('$within.said')], Limits.NONE),
         workflow('next', [task('after', 'write', said('$params.text'))],
                 [Specs.parameter('text', dev.anneal.engine.spec.ParameterType.STRING)])]
    }
}
