package dev.anneal.engine.attempt

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.expression.Missing
import dev.anneal.engine.home.Home
import dev.anneal.engine.process.Processes
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Placement.Executor
import dev.anneal.engine.store.Store
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.RunInfo
import dev.anneal.engine.task.TaskOutcome

import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.util.concurrent.FutureTask
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Attempts in JVMs of their own. */
@Requires(value = { os.linux }, reason = 'processes are found by their environment on Linux only')
@Timeout(120)
class WorkerSpec extends Specification {

    @TempDir
    Path folder
    Home home
    String run
    List<String> progress = [].asSynchronized()

    def setup() {
        home = WorkerProgram.home(folder.resolve('home'))
        run = "run${System.nanoTime()}"
    }

    def cleanup() {
        Processes.ofRun(run).end(Duration.ZERO)
        home.store().close()
        home.runs().close()
        home.chains().close()
    }

    private AttemptDescriptor descriptor(Map<String, Object> options = [:], String act) {
        def info = new RunInfo(run, 'loans', Digest.of('w'), folder, [:], null)
        new AttemptDescriptor(info, 'train', 'act', 1, 7, [act: act, require: new Expression.Literal(true)] + ((options.settings ?: [:]) as Map),
                (options.names ?: [:]) as Map, null, [:], (options.resumed ?: [:]) as Map,
                new Means(Executor.WORKER, options.memory as Long, options.devices as List<Integer>))
    }

    private AttemptRunner runner(Duration grace = Duration.ofSeconds(30)) {
        def java = ProcessHandle.current().info().command().get()
        new AttemptRunner(home.workspace(), new WorkerLaunch(
                [java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-cp', System.getProperty('java.class.path')],
                [WorkerProgram.name, folder.resolve('home').toString()]), grace)
    }

    private TaskOutcome attempt(AttemptDescriptor descriptor, Closure<TaskOutcome> how = { type, of, context -> runner().run(type, of, context) }) {
        ProgressSink sink = { String task, double fraction, String message -> progress << "$task $fraction $message".toString() }
        def context = new AttemptContext(descriptor, home.workspace(), home.artifacts(), home.store(), Clock.systemUTC(), sink)
        try {
            how(new WorkerTask(), descriptor, context)
        } finally {
            context.close()
        }
    }

    private Path at(String name) {
        home.workspace().attempt(run, 'train', 1).resolve(name)
    }

    private String log() {
        Files.readString(home.workspace().log(run, 'train', 1))
    }

    private static void until(Closure<Boolean> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos()
        while (!condition()) {
            assert System.nanoTime() < end : 'it did not happen'
            Thread.onSpinWait()
        }
    }

    private ProcessHandle worker() {
        until { Files.exists(at('work/pid')) && Files.readString(at('work/pid')).endsWith('\n') }
        ProcessHandle.of(Files.readString(at('work/pid')).strip() as long).get()
    }

    def "a task in a worker sees what it would see here, and its outcome comes back whole"() {
        given:
        home.store().change(Store.Durability.PROCESS) { it.records().insert('numbers', 'x/1', [run: 'r']) }
        def smaller = new Expression.Binary(Expression.BinaryOperator.LESS, new Expression.Reference(['size']), new Expression.Reference(['champion', 'size']))

        when:
        def outcome = attempt(descriptor('tell', settings: [require: smaller], names: [champion: [size: new Missing('none yet', true)]],
                resumed: [asked: 'ann', signal: [by: 'bob']], devices: [2, 3], memory: 64 << 20))

        then:
        outcome.metrics() == [size: 0.25d]
        outcome.effects()*.type() == ['take-number']
        with(outcome.outputs().seen) {
            pid != ProcessHandle.current().pid()
            heap <= 64 << 20
            devices == [2, 3]
            resumed == [asked: 'ann', signal: [by: 'bob']]
            holds == true
            cuda == '2,3'
            hip == '0,1'
            numbers == 1
        }
        log().contains('act tell')
    }

    def "#act: the outcome is the task's own"() {
        expect:
        attempt(descriptor(act)) == outcome

        where:
        act       || outcome
        'reject'  || new TaskOutcome.Rejected('too small', [seen: 1], [size: 0.5d], [])
        'suspend' || new TaskOutcome.Suspended(null, 'approved', [asked: 'ann'])
        'fail'    || TaskOutcome.Failed.of(FailureKind.ERROR, 'it does not work')
        'linger'  || new TaskOutcome.Succeeded([:])
    }

    def "settings that do not fit are told as here"() {
        expect:
        with(attempt(descriptor('tell', settings: [acct: 'x'])).failure()) {
            kind() == FailureKind.BAD_INPUT
            message().contains("unknown setting 'acct'")
        }
    }

    def "a worker that dies fails its attempt and nothing else: #act"() {
        when:
        def failure = attempt(descriptor(act, memory: 32_000_000)).failure()

        then:
        failure.kind() == FailureKind.ERROR
        failure.exitCode() == code
        said.every { failure.message().contains(it) }

        where:
        act       || code | said
        'exit'    || 4    | ['ended with exit code 4', 'System.exit', 'log']
        'exhaust' || 3    | ['ran out of memory, with 32 MB', 'java.lang.OutOfMemoryError: Java heap space']
        'crash'   || 1    | ['crashed (SIGSEGV, memory limit 32 MB)', 'crash.log']
    }

    def "a worker that is killed by #signal is told so"() {
        given:
        Thread.start {
            def process = worker()
            new ProcessBuilder('sh', '-c', "kill -$signal ${process.pid()}").start().waitFor()
        }

        when:
        def failure = attempt(descriptor('not be stopped', memory: 32_000_000)).failure()

        then:
        failure.kind() == FailureKind.ERROR
        failure.exitCode() == code
        failure.message().contains(said)

        where:
        signal || code | said
        'KILL' || 137  | 'its worker was killed by SIGKILL (signal 9), memory limit 32 MB'
        'SEGV' || 1    | 'crashed (SIGSEGV'
    }

    def "a worker that somebody terminates stops its task where it is"() {
        given:
        Thread.start { worker().destroy() }

        expect:
        attempt(descriptor('be stopped')) == TaskOutcome.Failed.exited(143)
        Files.exists(at('work/stopped'))
    }

    def "an interrupt lets the task stop where it is"() {
        given:
        def attempt = new FutureTask<TaskOutcome>({ attempt(descriptor('be stopped')) })
        def thread = Thread.start { attempt.run() }
        worker()

        when:
        thread.interrupt()

        then:
        attempt.get() == TaskOutcome.Failed.of(FailureKind.ERROR, 'interrupted')
        Files.exists(at('work/stopped'))
        Processes.ofRun(run).alive() == []
    }

    def "an interrupt ends a task that does not listen"() {
        given:
        def attempt = new FutureTask<TaskOutcome>({
            attempt(descriptor('not be stopped')) { type, of, context -> runner(Duration.ofMillis(200)).run(type, of, context) }
        })
        def thread = Thread.start { attempt.run() }
        worker()

        when:
        thread.interrupt()

        then:
        attempt.get() == TaskOutcome.Failed.of(FailureKind.ERROR, 'interrupted')
        Processes.ofRun(run).alive() == []
    }

    def "progress reaches who started the worker"() {
        given:
        Thread.start {
            until { !progress.empty }
            Files.createFile(at('work/go'))
        }

        expect:
        attempt(descriptor('wait')) == new TaskOutcome.Succeeded([seen: 'go'])
        progress == ['train 0.5 half']
    }

    def "a worker whose orchestrator is gone is found again, not started twice"() {
        given: 'somebody who started it, and is not asked any more'
        def first = new FutureTask<TaskOutcome>({ attempt(descriptor('wait')) })
        Thread.start { first.run() }
        worker()
        Thread.start {
            until { progress.size() == 2 }
            Files.createFile(at('work/go'))
        }

        expect:
        attempt(descriptor('wait')) { type, of, context -> runner().recover(type, of, context) } == new TaskOutcome.Succeeded([seen: 'go'])
        log().count('act wait') == 1
    }

    def "a worker that never came up is lost with those who started it"() {
        expect:
        attempt(descriptor('wait')) { type, of, context -> runner().recover(type, of, context) }.failure().kind()
                == FailureKind.INFRASTRUCTURE
    }

    def "where no workers can be started, a task that needs one is told so"() {
        expect:
        attempt(descriptor('tell')) { type, of, context -> new AttemptRunner(home.workspace()).run(type, of, context) }
                .failure().message().contains('executor: worker')
    }
}
