package dev.anneal.engine.process

import java.time.Duration

class ProcessesSpec extends ProcessSpecification {

    private final List<Process> started = []

    def cleanup() {
        started*.destroyForcibly()
    }

    private Process sleeper(String marks) {
        def builder = new ProcessBuilder('sleep', '1000')
        builder.environment().put(ProcessMark.VARIABLE, marks)
        def process = builder.start()
        started << process
        // Between fork and exec it has the environment of this process.
        until { ProcessTable.carries(process.pid(), { it == marks }) }
        process
    }

    def "a process belongs to each run whose mark it carries, however deep, and to no other"() {
        given:
        def run = mark.run()
        def inner = sleeper("$run/train/1/7 inner$run/a/1/2")

        expect:
        Processes.ofRun(run).alive() == [inner.toHandle()]
        Processes.ofRun("inner$run").alive() == [inner.toHandle()]
        Processes.of(new ProcessMark("inner$run", 'a', 1, 2)).alive() == [inner.toHandle()]
        Processes.of(mark).alive() == [inner.toHandle()]

        and:
        Processes.ofRun(run[0..-2]).alive() == []
        Processes.ofRun("ner$run").alive() == []
        Processes.of(new ProcessMark(run, 'train', 1, 8)).alive() == []
        Processes.of(new ProcessMark(run, 'train', 11, 7)).alive() == []
    }

    def "marks nest from the outermost inwards"() {
        expect:
        new ProcessMark('b', 'y[2]', 2, 9).within(new ProcessMark('a', 'x', 1, 3).within('')) == 'a/x/1/3 b/y[2]/2/9'
    }

    def "the end of a run ends its processes and leaves those of other runs"() {
        given:
        def own = [sleeper("${mark.run()}/a/1/1"), sleeper("${mark.run()}/b/1/2")]
        def other = sleeper("other${mark.run()}/a/1/1")

        expect:
        Processes.ofRun(mark.run()).end(LONG)
        own.every { !lives(it.pid()) }
        lives(other.pid())
    }

    def "a process that has ended and that nobody has asked for is not alive"() {
        given: 'a parent that never waits for its child, which ends when the parent is sleep'
        def parent = new ProcessBuilder('sh', '-c',
                'sh -c \'until [ "$c" = sleep ]; do read -r c < /proc/$PPID/comm; done\' & echo $!; exec sleep 1000')
        parent.environment().put(ProcessMark.VARIABLE, mark.toString())
        def process = parent.start()
        started << process
        def child = process.inputReader().readLine() as long

        expect:
        until { !lives(child) && ProcessHandle.of(child).present }
        until { alive() == [process.toHandle()] }
        Processes.of(mark).end(Duration.ZERO)
    }

    def "this process never ends itself"() {
        expect:
        !Processes.of(mark, ProcessHandle.current()).alive().contains(ProcessHandle.current())
    }

    def "where nothing is left the end costs nothing but a look"() {
        expect:
        Processes.ofRun(mark.run()).end(Duration.ZERO)
    }

    def "a line of /proc is read whatever the program is called: #name"() {
        expect:
        with(ProcessTable.Entry.of("42 ($name) $state 7 42 40 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 123456 2 3")) {
            present == there
            !there || get() == new ProcessTable.Entry(42, 7, 40, 123456)
        }

        where:
        name        | state || there
        'sh'        | 'S'   || true
        'a) R 1 (b' | 'R'   || true
        'gone'      | 'Z'   || false
    }
}
