package dev.anneal.workflows

import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The whole life of the loans model, run once; what is promised of it is read off what it left. */
class LoansSpec extends Specification {

    /** Where the generator changes the lending policy: 50,000 rows, four concepts. */
    static final List<Integer> CHANGES = [12_500, 25_000, 37_500]

    @Shared
    @TempDir
    Path folder

    @Shared
    Child ran

    @Shared
    Map life

    @Shared
    CommandLines home

    void setupSpec() {
        home = new CommandLines(folder.resolve('home'))
        ran = Child.run(home.home, 'run', Examples.file('loans/workflow.groovy'))
        life = home.json('life', 'loans') as Map
    }

    def "the chain ends well and is told as one story"() {
        expect:
        ran.code() == 0
        ran.out().contains('The life of loans')
        life.runs.every { run -> ran.err().contains(run.id as String) && ran.out().contains(run.id as String) }
        ran.out() == home.succeed('life', 'loans').out
    }

    def "every change of policy is found within 500 rows"() {
        expect:
        life.drifts*.began == CHANGES
        life.drifts.every { it.found - it.began <= 500 }
    }

    def "at most six retrains heal the model, where the first one alone would have failed"() {
        expect:
        life.retrains in 3..6
        life.accuracy.healed >= 0.85
        (0.50..0.60).containsWithinBounds(life.accuracy.static)
        life.accuracy.majority < 0.60
        life.accuracy.noChange < 0.60
        life.labelDelay == 100
    }

    def "every row after the first training is predicted once and has its label"() {
        expect:
        life.predictions == 45_000
        life.labelled == 45_000
    }

    def "every run succeeded, or was refused with its reason, and its archive verifies"() {
        expect:
        life.runs.size() in 40..60
        life.runs.every { it.state == 'succeeded' || (it.state == 'rejected' && it.reason) }
        life.runs.every { home.json('archive', 'verify', it.id).valid }
        home.home.resolve('archives').toFile().list().count { it.endsWith('.tar.zst') } == life.runs.size()
    }

    def "the runs are one chain, each but the first asked for by a task of an earlier one"() {
        given:
        def ids = life.runs*.id

        expect:
        life.runs*.root.unique() == [ids[0]]
        life.runs*.chainLength == (1..ids.size()).toList()
        life.runs.drop(1).eachWithIndex { run, i ->
            assert run.cause.kind == 'request'
            assert run.cause.run == ids[i]
        }
        home.json('runs', '--limit', '1000').size() == ids.size()
    }

    def "every request became exactly one run"() {
        given:
        def requests = Anneal.openExisting(home.home).withCloseable { anneal ->
            anneal.store().read { tables -> life.runs.collectMany { tables.requests().madeBy(it.id as String) } }
        }

        expect:
        requests*.run() as Set == life.runs*.id.drop(1) as Set
        requests.size() == life.runs.size() - 1
    }

    def "a version says which run made it, of which data, by which code"() {
        given:
        def versions = home.json('models', 'loans')
        def makers = life.runs.findAll { it.workflow == 'loans' }

        expect:
        versions*.number == (1..versions.size()).toList()
        versions*.run == makers.findAll { it.state == 'succeeded' }*.id
        versions.size() == life.retrains + 1 - makers.count { it.state == 'rejected' }
        versions.every { version ->
            def run = makers.find { it.id == version.run }
            def artifacts = home.json('artifacts', version.run)
            version.spec == run.spec && version.codeVersion == run.codeVersion &&
                    version.data == artifacts.find { it.name == 'history/train' }.digest &&
                    version.model == artifacts.find { it.name == 'model/model' }.digest
        }
        versions.last().aliases == ['champion']
        life.deployed == versions*.reference
    }

    def "a model is trained on nothing that came before the drift that it heals"() {
        expect: 'the first row may lie a little before the change, whose place is an estimate'
        life.runs.findAll { it.workflow == 'loans' }.drop(1).every { run ->
            def change = CHANGES.findAll { it < run.parameters.to }.max()
            run.parameters.from >= change - 250 && run.parameters.to - run.parameters.from >= 1_000
        }
    }

    def "an archive holds what its run read, made and decided, and plain tar lists it"() {
        given:
        def maker = home.json('models', 'loans')[1].run
        def archive = home.home.resolve(home.json('show', maker).archive.path as String)

        when:
        def tar = new ProcessBuilder('tar', '--zstd', '-tf', archive.toString()).redirectErrorStream(true).start()
        def listed = tar.inputStream.readLines()

        then:
        tar.waitFor() == 0
        listed.containsAll(['manifest.json', 'spec.json', 'parameters.json', 'journal.jsonl', 'lineage.json', 'metrics.json'])
        listed.containsAll(home.json('archive', 'list', maker)*.path)
        listed.any { it.startsWith('artifacts/model/model/') }
        listed.any { it.startsWith('artifacts/stream/rows/') }
    }
}
