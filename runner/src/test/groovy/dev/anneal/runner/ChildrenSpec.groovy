package dev.anneal.runner

import dev.anneal.engine.process.Processes
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Commands that do what they should not. */
class ChildrenSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path begun
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        begun = folder.resolve('begun')
    }

    private Path workflow(String command, String more = '') {
        Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              rogue:
                type: shell
                command: |
                  ${command.readLines().join('\n                  ')}
                $more
            """.stripIndent())
    }

    private boolean lives() {
        ProcessHandle.of(Files.readString(begun).strip() as long).present
    }

    private Map last() {
        home.json('show', 'last')
    }

    private static String beginning(Path begun) {
        "echo \$\$ > ${begun}.part; mv ${begun}.part $begun"
    }

    def "a command that ignores SIGTERM is killed after the grace time"() {
        given:
        def file = workflow("trap '' TERM\n${beginning(begun)}\nwhile :; do sleep 1; done", 'timeout: 1s')

        when:
        def result = home.run('run', file)

        then:
        result.code == 1
        result.err.contains('it took longer than its timeout of 1.0 s')
        soon.eventually { assert !lives() }
        Processes.ofRun(last().id).alive().empty
        last().with { state == 'failed' && archive != null }
    }

    @Requires({ new File('/usr/bin/setsid').exists() })
    def "what a command leaves running in a session of its own does not outlive the run"() {
        given:
        def file = workflow("setsid sh -c '${beginning(begun)}; exec sleep 1000' < /dev/null > /dev/null 2>&1 &\n"
                + "while [ ! -e $begun ]; do sleep 0.05; done\necho left")

        when:
        def result = home.run('run', file)

        then:
        result.code == 0
        soon.eventually { assert !lives() }
        Processes.ofRun(last().id).alive().empty
        last().state == 'succeeded'
    }

    def "a command's output does not pass through memory: #size MB of it with a heap of #heap MB are kept to the last byte"() {
        given:
        def line = 'x' * 99
        def file = workflow("yes $line | head -c ${size}000000; echo the end")

        when:
        def child = Child.startWith(["-Xmx${heap}m".toString()], home.home, 'run', file)

        then:
        child.await() == 0
        def id = last().id
        Files.size(home.home.resolve("runs/$id/logs/rogue.1.log")) == size * 1_000_000L + 8
        home.succeed('archive', 'verify', id)

        and: 'the log is told with as little'
        def logs = Child.startWith(["-Xmx${heap}m".toString()], home.home, 'logs', id, 'rogue')
        logs.await() == 0
        logs.size() >= size * 1_000_000L + 8

        where:
        heap = 64
        size = Boolean.getBoolean('anneal.soak') ? 1_000 : 200
    }

    def "what a command writes outside its folder is no output of it"() {
        given:
        def outside = Files.createDirectories(folder.resolve('outside'))
        def file = workflow("echo stray > $outside/stray\nln -s $outside/stray out", 'outputs: {out: out}')

        when:
        def result = home.run('run', file)

        then: 'an output is not taken from there, though a link leads to it'
        result.code == 1
        result.err.contains("output 'out' is 'out', a link that leads out of the command's folder: copy the file there instead")
        result.err.contains("anneal resume ${last().id}")

        and: 'and nothing of it is changed or taken away'
        Files.readString(outside.resolve('stray')) == 'stray\n'
    }

    def "a folder with a link in it that leads outside is no output"() {
        given:
        def outside = Files.writeString(folder.resolve('outside'), 'stray')

        when:
        def result = home.run('run', workflow("mkdir out; ln -s $outside out/inner", 'outputs: {out: out}'))

        then:
        result.code == 1
        result.err.contains('inner is neither a file nor a folder; copy what a link leads to in its place')
    }

    def "an output that is to lie at #path is refused before the command runs"() {
        when:
        def result = home.run('run', workflow("touch $begun", "outputs: {out: $path}"))

        then:
        result.code == 1
        result.err.contains("output 'out' is '$path': give a path below the command's working folder")
        !Files.exists(begun)

        where:
        path << ['../out', '/tmp/out', 'a/../../out']
    }

    def "a command that removes its own folder, and what Anneal keeps beside it, fails alone"() {
        given:
        def file = workflow('cd /; rm -rf "$OLDPWD" "$OLDPWD/.."', 'outputs: {out: out}')

        when:
        def result = home.run('run', file)

        then:
        result.code == 1
        !result.err.contains("a fault of Anneal's own")
        last().with { state == 'failed' && archive != null }
        home.succeed('archive', 'verify', 'last')
    }
}
