package dev.anneal.runner.cli

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.RunOptions
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.run.TaskState
import java.time.Instant
import spock.lang.Specification

class RunProgressSpec extends Specification {

    static final Instant START = Instant.parse('2024-05-01T12:00:00Z')

    def screen = new Screen()
    def progress = new RunProgress(screen.terminal)

    private static Run aRun(Map<String, Object> options = [:]) {
        def run = new Run('run111111111', 'loans', Digest.of('spec'), (options.parameters ?: [:]) as Map,
                (options.cause ?: RunCause.command('by hand, from loans.yaml')) as RunCause, null, null, '/', null,
                'run111111111', 1, null, RunOptions.NONE, START, RunState.RUNNING, null, '', null)
        options.state == null ? run : run.ended(options.state as RunState, START.plusMillis(2_300), (options.reason ?: '') as String)
                .sealed(new Run.SealedArchive('archives/run111111111.tar.zst', Digest.of('archive'), 34_000))
    }

    private static TaskRun task(Map<String, Object> options = [:], String name, TaskState state) {
        new TaskRun('run111111111', name, 'train', 0, state, 1, START, START.plusMillis(1_200), (options.reason ?: '') as String,
                options.reusedFrom as String, (options.outputs ?: [:]) as Map, [:], [:], null, [:])
    }

    private String told() {
        screen.err.toString()
    }

    def "a run's heading says what it was asked for and why: #text"() {
        when:
        progress.started(aRun(parameters: [from: 0G, to: 5000G], cause: cause))

        then:
        told() == "loans (from 0, to 5,000)  run111111111  $text\n"

        where:
        cause                                                                                || text
        RunCause.command('by hand, from loans.yaml')                                         || 'by hand, from loans.yaml'
        new RunCause(RunCause.Kind.TRIGGER, "trigger 'nightly' due noon", null, null)         || "fired by trigger 'nightly' due noon"
        new RunCause(RunCause.Kind.REQUEST, 'drift', 'run0', 'heal')                         || 'requested by heal in run0: drift'
        new RunCause(RunCause.Kind.REQUEST, 'asked for by loans/onwards', 'run0', 'onwards') || 'requested by onwards in run0'
    }

    def "a task has one line when it ends: #line"() {
        when:
        progress.changed(aRun(), task(options, 'model', state))

        then:
        told() == "$line\n"

        where:
        state               | options                                             || line
        TaskState.SUCCEEDED | [outputs: [rows: 12500G, fast: true, note: 'x' * 30]] || '  ✓ model          1.2 s  rows 12,500, fast true'
        TaskState.SUCCEEDED | [reusedFrom: 'run0']                                || '  ✓ model          reused from run0'
        TaskState.SKIPPED   | [reason: 'when false does not hold']                || '  - model          skipped: when false does not hold'
        TaskState.REJECTED  | [reason: '0.6 > 0.7 does not hold']                 || '  ✗ model          rejected: 0.6 > 0.7 does not hold'
        TaskState.FAILED    | [reason: 'exit 1']                                  || '  ✗ model          failed: exit 1'
        TaskState.WAITING   | [reason: 'exit 1']                                  || '  ↻ model          failed, will be tried again: exit 1'
    }

    def "a run's end does not say again what its task said"() {
        given:
        progress.changed(aRun(), task('model', TaskState.FAILED, reason: 'exit 1'))
        screen.err.buffer.length = 0

        when:
        progress.ended(aRun(state: RunState.FAILED, reason: reason))

        then:
        told() == "  failed in 2.3 s$more  archives/run111111111.tar.zst (34 kB)\n"

        where:
        reason                  || more
        "task 'model': exit 1"  || ''
        'no time was left'      || ': no time was left'
    }

    def "only on a terminal there is a line of what is under way, which the next one takes the place of"() {
        given:
        def watched = new Screen(interactive: true, columns: 40)

        when:
        [progress, new RunProgress(watched.terminal)].each {
            it.progress(aRun(), 'model', 0.5d, 'boosting round 50 of 100, and a long remark')
            it.ended(aRun(state: RunState.SUCCEEDED))
        }

        then:
        told() == '  succeeded in 2.3 s  archives/run111111111.tar.zst (34 kB)\n'
        watched.err.toString() == '\r\u001b[2K  model           50 %  boosting round…\r\u001b[2K' + told()
    }
}
