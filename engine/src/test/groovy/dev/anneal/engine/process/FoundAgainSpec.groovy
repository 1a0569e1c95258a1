package dev.anneal.engine.process

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Timeout

/** What becomes of a process whose orchestrator died. */
@Timeout(120)
class FoundAgainSpec extends ProcessSpecification {

    /** An orchestrator in a process of its own, killed once the command has written the file {@code up}. */
    private void startAndDie(String command) {
        def java = ProcessHandle.current().info().command().get()
        def orchestrator = new ProcessBuilder(java, '-XX:TieredStopAtLevel=1', '-cp', System.getProperty('java.class.path'),
                Orchestrator.name, folder.toString(), mark.run(), mark.task(), mark.attempt().toString(), mark.token().toString(),
                command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        told('up')
        orchestrator.destroyForcibly().waitFor()
    }

    def "a command goes on without its orchestrator, and its exit code and whole log are found"() {
        given:
        startAndDie('echo one; echo $$ > up; while [ ! -e go ]; do sleep 0.02; done; echo two; exit 5')

        when:
        def code = process().recover { Files.exists(at('go')) || Files.createFile(at('go')) }

        then:
        code == OptionalInt.of(5)
        Files.readAllLines(folder.resolve('log')) == ['one', 'two']
    }

    def "the exit code of a command that has ended meanwhile is read"() {
        given:
        startAndDie('echo $$ > up; exit 6')
        until { Files.exists(folder.resolve(Traces.EXIT)) }

        expect:
        process().recover {} == OptionalInt.of(6)
    }

    def "an interrupt ends what was found"() {
        given:
        startAndDie('trap "" TERM; echo $$ > up; while :; do sleep 1000; done')
        def recovering = inBackground { process(SHORT).recover {} }

        when:
        recovering.thread.interrupt()

        then:
        recovering.get() instanceof InterruptedException
        !lives(told('up') as long)
        alive() == []
    }

    def "a command whose wrapper was killed too is ended before the attempt counts as lost"() {
        given:
        startAndDie('echo $PPID > wrapper; trap "" TERM; echo $$ > up; while :; do sleep 1000; done')
        ProcessHandle.of(told('wrapper') as long).get().destroyForcibly()
        until { !lives(told('wrapper') as long) }

        expect:
        lives(told('up') as long)
        process(SHORT).recover {} == OptionalInt.empty()
        !lives(told('up') as long)
    }

    def "everything of a run is ended, though nobody who started it lives"() {
        given:
        startAndDie('(setsid sleep 1000 &); echo $$ > up; sleep 1000')

        expect:
        alive().size() >= 4

        and:
        Processes.ofRun(mark.run()).end(LONG)
        alive() == []
    }

    def "what had not claimed the attempt yet gives up when it comes"() {
        when: 'it is found that nobody runs it, and only then the wrapper comes up'
        def code = process().recover {}
        def late = new ProcessBuilder('/bin/sh', '-c', LocalProcess.WRAPPER, 'anneal', folder.toString(), 'touch',
                folder.resolve('ran').toString()).start()

        then:
        code == OptionalInt.empty()
        late.waitFor() == Traces.NOT_CLAIMED
        !Files.exists(folder.resolve('ran'))
    }

    def "a claim that is only just being made is waited for"() {
        given: 'a wrapper that has created its file and has not written it'
        Files.createFile(folder.resolve(Traces.CLAIM))
        def builder = new ProcessBuilder('sh', '-c', 'read go; read -r line < /proc/$$/stat; echo "$line" > "$0/pid"; read go; echo 4 > "$0/exit"', folder.toString())
        builder.environment().put(ProcessMark.VARIABLE, mark.toString())
        def wrapper = builder.start()
        until { alive() == [wrapper.toHandle()] }
        def found = false
        def recovering = inBackground { process().recover { found = true } }

        when:
        until { recovering.thread.state == Thread.State.TIMED_WAITING }
        wrapper.outputWriter().with { it.write('\n'); it.flush() }
        until { found }
        wrapper.outputWriter().with { it.write('\n'); it.flush() }

        then:
        recovering.get() == OptionalInt.of(4)
    }

    def "a number that another process has by now is not taken for the wrapper: #which"() {
        given: 'a process with the number that the claim names'
        def builder = new ProcessBuilder('sleep', '1000')
        if (marked) {
            builder.environment().put(ProcessMark.VARIABLE, mark.toString())
        }
        def other = builder.start()
        until { marked == ProcessTable.carries(other.pid(), mark.carried()) }
        def fields = Files.readString(Path.of("/proc/${other.pid()}/stat")).split(' ')
        fields[21] = start ?: fields[21]
        Files.writeString(folder.resolve(Traces.CLAIM), fields.join(' '))

        expect: 'nobody waits for it; and what is none of the attempt is left alone'
        process(SHORT).recover {} == OptionalInt.empty()
        lives(other.pid()) == !marked

        cleanup:
        other?.destroyForcibly()

        where:
        which                       | marked | start
        'it has not the mark'       | false  | null
        'it has another start time' | true   | '1'
    }

    def "an exit code that was not wholly written is none"() {
        given:
        Files.writeString(folder.resolve(Traces.CLAIM), '0\n')
        Files.writeString(folder.resolve(Traces.EXIT), text)

        expect:
        process().recover {} == code

        where:
        text   || code
        ''     || OptionalInt.empty()
        '1'    || OptionalInt.empty()
        '12\n' || OptionalInt.of(12)
    }
}
