package dev.anneal.engine.process

import dev.anneal.engine.task.CommandTask.Command

import java.nio.file.Files
import spock.lang.Timeout

@Timeout(120)
class LocalProcessSpec extends ProcessSpecification {

    def "a command runs in its folder, with its environment and no input, and its output is added to the log"() {
        given:
        Files.writeString(folder.resolve('log'), 'before\n')

        when:
        def code = process().run(sh('pwd; cat; echo "$GREETING" >&2; exit 3', [GREETING: 'hello']))

        then:
        code == OptionalInt.of(3)
        Files.readAllLines(folder.resolve('log')) == ['before', folder.resolve('work').toRealPath().toString(), 'hello']
    }

    def "the code of a command that a signal killed is 128 and the signal's number"() {
        expect:
        process().run(sh('kill -KILL $$')) == OptionalInt.of(137)
    }

    def "the name of a shell builtin means the program of that name: #arguments"() {
        expect:
        process().run(new Command(arguments, [:], folder)) == OptionalInt.of(code)

        where:
        arguments                      || code
        ['exit', '3']                  || 127
        ['test', '1', '=', '2']        || 1
        ['no-such-program-anywhere']   || 127
        ['/bin/sh', '-c', 'exit 4']    || 4
    }

    def "a command leads no terminal's processes: it has a session of its own"() {
        when:
        process().run(sh('echo $PPID > wrapper; cat /proc/$$/stat > stat'))

        then:
        ProcessTable.Entry.of(told('stat')).get().session() == told('wrapper') as long
    }

    def "each of its processes carries the attempt's mark, besides those that the orchestrator's own process carries"() {
        when:
        process().run(sh('sh -c \'echo "$ANNEAL_ATTEMPT_ID" > mark\'', [ANNEAL_ATTEMPT_ID: 'not this']))

        then:
        told('mark') == mark.within(System.getenv('ANNEAL_ATTEMPT_ID') ?: '')
    }

    def "output of any size goes to the log without passing through this process"() {
        given:
        long size = 200_000_000

        expect:
        process().run(new Command(['head', '-c', "$size" as String, '/dev/zero'], [:], folder)) == OptionalInt.of(0)
        Files.size(folder.resolve('log')) == size
    }

    def "an interrupt lets a command end in its own way"() {
        given:
        def running = inBackground {
            process(LONG).run(sh('trap "echo bye > bye; exit 0" TERM; echo $$ > up; while :; do sleep 0.02; done'))
        }
        told('up')

        when:
        running.thread.interrupt()

        then:
        running.get() instanceof InterruptedException
        told('bye') == 'bye'
        alive() == []
    }

    def "an interrupt ends a command that #what"() {
        given: 'a command that writes the number of the process that will be hardest to end'
        def running = inBackground { process(SHORT).run(sh(command)) }
        def pid = told('pid') as long

        expect:
        lives(pid)

        when:
        running.thread.interrupt()

        then:
        running.get() instanceof InterruptedException
        !lives(pid)
        alive() == []

        where:
        what                                         | command
        'ignores SIGTERM'                            | 'trap "" TERM; echo $$ > pid; while :; do sleep 1000; done'
        'has a child that ignores SIGTERM'           | 'sh -c \'trap "" TERM; echo $$ > pid; while :; do sleep 1000; done\'; true'
        'forks twice and leaves for another session' | '(setsid sh -c \'trap "" TERM HUP; echo $$ > pid; while :; do sleep 1000; done\' &); sleep 1000'
        'starts a process without its environment'   | '(env -i PATH="$PATH" sh -c \'echo $$ > pid; exec sleep 1000\' &); sleep 1000'
        'waits for one that has neither'             | 'setsid env -i PATH="$PATH" sh -c \'echo $$ > pid; exec sleep 1000\'; true'
        'is stopped'                                 | 'sh -c \'echo $$ > pid; kill -STOP $$\'; true'
        'begins new processes when it is to end'     | 'trap "setsid sleep 1000 & setsid sleep 1000 &" TERM; echo $$ > pid; while :; do sleep 0.02; done'
    }

    def "a second interrupt cuts the grace time short"() {
        given:
        def running = inBackground { process(LONG).run(sh('trap "" TERM; echo $$ > pid; while :; do sleep 1000; done')) }
        def pid = told('pid') as long

        when:
        running.thread.interrupt()
        until { running.thread.interrupt(); !lives(pid) }

        then:
        running.get() instanceof InterruptedException
    }

    def "a wrapper that is killed takes its command with it, and nothing is known of the end"() {
        given:
        def running = inBackground { process(SHORT).run(sh('echo $PPID > wrapper; trap "" TERM; echo $$ > pid; while :; do sleep 1000; done')) }
        def pid = told('pid') as long

        when:
        ProcessHandle.of(told('wrapper') as long).get().destroyForcibly()

        then:
        running.get() == OptionalInt.empty()
        !lives(pid)
    }

    def "what a command leaves in the background lives on until its run ends"() {
        when:
        def code = process().run(sh('(setsid sleep 1000 & echo $! > pid)'))

        then:
        code == OptionalInt.of(0)
        lives(told('pid') as long)

        and:
        Processes.ofRun(mark.run()).end(SHORT)
        !lives(told('pid') as long)
    }

    def "who looks is called while the command runs and after its end"() {
        given:
        def looks = 0

        when:
        process().run(sh('while [ ! -e seen ]; do sleep 0.02; done')) {
            looks++
            Files.writeString(at('seen'), '')
        }

        then:
        looks >= 2
    }

    def "a fault of who looks ends the command"() {
        when:
        process(SHORT).run(sh('echo $$ > pid; exec sleep 1000')) {
            told('pid')
            throw new IllegalStateException('no more')
        }

        then:
        thrown(IllegalStateException)
        !lives(told('pid') as long)
    }
}
