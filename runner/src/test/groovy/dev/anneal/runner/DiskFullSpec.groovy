package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import dev.anneal.runner.testing.SmallDisk
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** A disk that is full, wherever a run writes: it says what was full and how to go on, and then comes to the same. */
@Requires(value = { SmallDisk.available() }, reason = SmallDisk.WHY)
class DiskFullSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path ran
    List<SmallDisk> disks = []

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        ran = folder.resolve('ran')
    }

    void cleanup() {
        disks.reverse()*.close()
    }

    private SmallDisk disk(String name, String size) {
        def disk = new SmallDisk(home.home.resolve(name), size)
        disks << disk
        disk
    }

    /** A workflow whose task `big` makes 300 kB that hardly compress, and says so; `use` reads them. */
    private Path workflow(String more = '') {
        Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              small: {type: shell, command: "echo small >> $ran; echo small > out", outputs: {out: out}}
              big:
                type: shell
                after: small
                command: "echo big >> $ran; awk 'BEGIN {srand(7); for (i = 0; i < 60000; i++) printf \\"%05d\\", rand() * 100000}' > out; $more"
                outputs: {out: out}
              use: {type: shell, inputs: {x: \$big.out}, command: "echo use >> $ran; cksum < inputs/x > out", outputs: {out: out}}
            """.stripIndent())
    }

    private List<String> lines() {
        Files.readAllLines(ran)
    }

    private static Map digests(CommandLines home) {
        home.json('artifacts', 'last').collectEntries { [it.name, it.digest] }
    }

    /** What the same workflow comes to where there is room. */
    private Map undisturbed() {
        def other = new CommandLines(folder.resolve('other'))
        other.succeed('run', workflow())
        def made = digests(other)
        assert made.keySet() == ['small/out', 'big/out', 'use/out'] as Set
        made
    }

    def "artifacts have no room: the task fails, nothing is half-written, and with room the run goes on"() {
        given:
        def expected = undisturbed()
        Files.delete(ran)
        def disk = disk('artifacts', '200k')

        when:
        def result = home.run('run', workflow())
        def failed = home.json('show', 'last').id

        then:
        result.code == 1
        result.err.contains("cannot keep an artifact in ${home.home.resolve('artifacts')}: the disk is full; make room")
        result.err.contains("anneal resume $failed")
        home.json('show', failed).with { state == 'failed' && tasks*.state == ['succeeded', 'failed', 'skipped'] }
        Files.list(home.home.resolve('artifacts/temporary')).withCloseable { it.count() } == 0

        when:
        disk.resize('16m')
        home.succeed('resume', failed)

        then:
        lines() == ['small', 'big', 'big', 'use']
        digests(home) == expected
        home.succeed('archive', 'verify', 'last')
    }

    def "a log has no room: the failure says that it was that"() {
        given:
        def disk = disk('runs', '800k')

        when:
        def result = home.run('run', workflow('cat out out out'))
        def failed = home.json('show', 'last').id

        then:
        result.code == 1
        result.err.contains("the disk of its log ${home.home.resolve("runs/$failed/logs/big.1.log")} is full: make room, then try again")
        result.err.contains("anneal resume $failed")

        when:
        disk.resize('16m')
        home.succeed('resume', failed)

        then:
        lines() == ['small', 'big', 'big', 'use']
        home.succeed('logs', 'last', 'big').out.length() >= 900_000
    }

    def "an archive has no room: the run has ended as it did, and is sealed later"() {
        given:
        def expected = undisturbed()
        Files.delete(ran)
        def disk = disk('archives', '64k')

        when:
        def result = home.run('run', workflow())
        def run = home.json('show', 'last').id

        then:
        result.code == 1
        result.err.contains("the archive could not be sealed: cannot seal the archive ${home.home.resolve("archives/${run}.tar.zst")}: the disk is full")
        result.err.contains("anneal resume $run")
        home.json('show', run).with { state == 'succeeded' && archive == null }
        archives() == []

        when:
        disk.resize('16m')
        home.succeed('resume', run)

        then:
        lines() == ['small', 'big', 'use']
        home.json('show', 'last').id == run
        digests(home) == expected
        archives() == ["${run}.tar.zst".toString()]
        home.succeed('archive', 'verify', run)
    }

    private List<String> archives() {
        def found = []
        home.home.resolve('archives').toFile().eachFileRecurse(groovy.io.FileType.FILES) { found << it.name }
        found
    }

    def "the store has no room to commit: the run stands where it was, and with room nothing of it runs twice"() {
        given: 'the home on one disk, what attempts leave on another'
        def expected = undisturbed()
        Files.delete(ran)
        disk('', '8m')
        disk('runs', '8m')
        def filler = home.home.resolve('filler')

        when: 'a task fills the first'
        def child = Child.run(home.home, 'run', workflow("test -e $filler || cat /dev/zero > $filler; true"))
        def run = home.json('runs')[0].id

        then:
        child.code() == 1
        child.err().contains("cannot use the store in ${home.home.resolve('anneal.db')}: the disk is full")
        child.err().contains("`anneal resume $run` goes on with it")
        home.json('show', run).state == 'running'

        when:
        Files.delete(filler)
        home.succeed('resume', run)

        then:
        lines().findAll { it == 'small' }.size() == 1
        lines()[-1] == 'use'
        home.json('show', run).state == 'succeeded'
        digests(home) == expected
        home.succeed('archive', 'verify', run)
    }
}
