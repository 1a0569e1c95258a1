package dev.anneal.runner

import dev.anneal.engine.artifact.Digest
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Artifacts whose bytes were changed or deleted on disk: nobody reads them, and they are made again. */
class DamagedArtifactsSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path ran
    Path good

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        ran = folder.resolve('ran')
        good = folder.resolve('good')
    }

    /** `data` makes a file, or a folder; `model` copies it, where a file `good` is there. */
    private Path workflow(Map with = [:]) {
        def made = with.folder ? 'mkdir -p out; echo precious > out/inner' : 'echo precious > out'
        Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              data:
                type: shell
                cache: on
                command: "echo data >> $ran; $made"
                outputs: {out: out}
              model:
                type: shell
                inputs: {x: \$data.out}
                command: "echo model >> $ran; ${with.between ?: ''} test -e $good && { ls inputs/x; cat inputs/x/* || cat inputs/x; } > out 2>/dev/null"
                outputs: {out: out}
            """.stripIndent())
    }

    private Map artifact(String task) {
        home.json('artifacts', 'last').find { it.name == "${task}/out".toString() }
    }

    private Path file(String digest) {
        home.home.resolve("artifacts/objects/${digest.substring(0, 2)}/${digest.substring(2)}")
    }

    /** The file that has the content which `data` makes. */
    private Path precious() {
        file(Digest.of('precious\n').hex())
    }

    /** As many bytes as before, but others; or none. */
    private static void spoil(Path file, String how) {
        assert Files.exists(file)
        file.toFile().setWritable(true)
        if (how == 'gone') {
            Files.delete(file)
        } else {
            Files.writeString(file, 'PRECIOUS\n')
        }
    }

    private List<String> lines() {
        Files.readAllLines(ran)
    }

    def "an earlier result whose bytes are #how is none: its task runs again, and what it makes is whole"() {
        given:
        Files.createFile(good)
        home.succeed('run', workflow())
        def before = artifact('data').digest
        spoil(file(before), how)

        when:
        home.succeed('run', workflow())

        then:
        lines() == ['data', 'model', 'data', 'model']
        artifact('data').digest == before
        Files.readString(file(before)) == 'precious\n'

        and: 'now there is something to use again'
        home.succeed('run', workflow())
        lines().count('data') == 2

        where:
        how << ['damaged', 'gone']
    }

    def "a run that is gone on with makes again what is #how, a file of a folder too"() {
        given:
        home.run('run', workflow(folder: true))
        def failed = home.json('show', 'last').id
        Files.createFile(good)
        def inner = precious()
        spoil(inner, how)

        when:
        home.succeed('resume', failed)

        then:
        lines() == ['data', 'model', 'data', 'model']
        Files.readString(inner) == 'precious\n'
        home.succeed('archive', 'verify', 'last')

        where:
        how << ['damaged', 'gone']
    }

    def "a task that needs an artifact that is #how does not begin, and says who makes it again"() {
        given: 'an artifact that is spoiled when it was made, and before it is read'
        Files.createFile(good)
        def file = Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              data: {type: shell, command: "echo data >> $ran; echo precious > out", outputs: {out: out}}
              spoil:
                type: shell
                after: data
                command: "test -e ${ran}.spoiled || { $spoiling; }; touch ${ran}.spoiled"
              model:
                type: shell
                after: spoil
                retry: 3
                inputs: {x: \$data.out}
                command: "echo model >> $ran; wc -c < inputs/x > out"
                outputs: {out: out}
            """.stripIndent().replace('OBJECT', precious().toString()))

        when:
        def result = home.run('run', file)
        def failed = home.json('show', 'last').id

        then:
        result.code == 1
        lines() == ['data']
        result.err.contains("'inputs' takes the artifact 'out' of task 'data', which $found")
        result.err.contains("; `anneal resume $failed --from data` makes it again")
        home.json('show', failed).tasks.find { it.task == 'model' }.with { state == 'failed' && attempts == 1 }

        and: 'its archive cannot hold it either'
        result.err.contains("the archive could not be sealed: the artifact 'out' (output 'out' of task 'data') $found")
        home.json('show', failed).archive == null

        when:
        home.succeed('resume', failed, '--from', 'data')

        then:
        lines() == ['data', 'data', 'model']
        home.succeed('archive', 'verify', 'last')

        and: 'with the bytes there again the first run was sealed too'
        home.json('show', failed).archive != null

        where:
        how       | spoiling                                          || found
        'damaged' | 'chmod +w OBJECT; echo PRECIOUS > OBJECT'         || 'is damaged: '
        'gone'    | 'rm -f OBJECT'                                    || 'is gone: '
    }

    def "an artifact that was damaged before the run's end keeps it from being sealed, until its task has run again"() {
        given:
        Files.createFile(good)
        def child = Child.run(home.home, 'run', workflow(between: "test -e ${folder.resolve('spared')} || { chmod +w ${precious()}; echo PRECIOUS > ${precious()}; };"))
        def run = home.json('show', 'last').id

        expect:
        child.code() == 1
        child.err().contains("the archive could not be sealed: the artifact 'out' (output 'out' of task 'data') is damaged: ")
        child.err().contains("; `anneal resume $run --from data` makes it again")
        home.json('show', run).with { state == 'succeeded' && archive == null }

        when: 'this time nobody spoils it'
        Files.createFile(folder.resolve('spared'))
        home.succeed('resume', run, '--from', 'data')

        then:
        lines() == ['data', 'model', 'data', 'model']
        home.json('runs')*.state == ['succeeded', 'succeeded']
        home.succeed('archive', 'verify', run)
        home.succeed('archive', 'verify', 'last')
    }
}
