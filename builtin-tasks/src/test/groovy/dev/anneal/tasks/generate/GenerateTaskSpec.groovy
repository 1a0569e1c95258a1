package dev.anneal.tasks.generate

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.data.Table
import dev.anneal.tasks.data.TableFiles
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class GenerateTaskSpec extends Specification {

    @TempDir
    Path folder

    /** Reference: SplitMix64, the draws and the ten functions written a second time, in Python. */
    def "rows are those of an independent implementation"() {
        when:
        def table = table(generate(kind: 'agrawal', rows: 1_000, noise: 0.05, seed: 7, concepts: [1, 2, 3, 4]))

        then:
        row(table, 0) == [70678, 11091, 74, 2, 10, 2, 677567, 10, 67129, 1]
        row(table, 1) == [33463, 72392, 75, 4, 18, 4, 689807, 10, 309560, 1]
        row(table, 250) == [136670, 0, 57, 2, 18, 0, 1201511, 1, 5657, 0]
        row(table, 999) == [71111, 74092, 34, 1, 19, 5, 249999, 16, 466401, 1]
        table.names().collect { table.numbers(it).sum() } == [
                84883190, 18212866, 50097, 1969, 10202, 4000, 506626554, 15936, 245901265, 508]
    }

    def "the dataset tells its columns, its target and where concepts change"() {
        expect:
        generate(kind: kind, rows: 10, concepts: [2, 1, 3]).with {
            [it.property('rows'), it.property('target'), it.property('conceptStarts'),
             it.property('columns').collectEntries { [it.name, it.type] }]
        } == [10, target, [3, 6], columns]

        where:
        kind      | target     || columns
        'sea'     | 'class'    || [x1: 'double', x2: 'double', x3: 'double', class: 'integer']
        'agrawal' | 'approved' || [salary: 'double', commission: 'double', age: 'integer', elevel: 'integer',
                                   car: 'integer', zipcode: 'integer', hvalue: 'double', hyears: 'integer',
                                   loan: 'double', approved: 'integer']
    }

    def "the same settings give the same bytes, another seed others"() {
        given:
        def settings = [kind: 'agrawal', rows: 5_000, noise: 0.1, seed: 7, concepts: [1, 5]]

        expect:
        generate(settings, 'a').digest() == generate(settings, 'b').digest()
        generate(settings, 'a').digest() != generate(settings + [seed: 8], 'c').digest()
    }

    def "a change of concept or noise moves labels, not features"() {
        given:
        def plain = table(generate(kind: 'agrawal', rows: 2_000, seed: 7, concepts: [1, 2], 'a'))
        def other = table(generate(kind: 'agrawal', rows: 2_000, seed: 7, concepts: [1, 3], noise: 0.2, 'b'))

        expect:
        (plain.names() - 'approved').every { plain.numbers(it) == other.numbers(it) }
        plain.numbers('approved') != other.numbers('approved')
    }

    def "noise turns its share of the labels"() {
        given:
        def clean = table(generate(kind: 'sea', rows: 20_000, seed: 7, 'a')).numbers('class')
        def noisy = table(generate(kind: 'sea', rows: 20_000, seed: 7, noise: 0.05, 'b')).numbers('class')

        when:
        def turned = (0..<20_000).count { clean[it] != noisy[it] }

        then: 'within four standard deviations of a binomial: 1,000 +- 123'
        (877..1_123).contains(turned)
    }

    def "a concept that the stream does not have is refused"() {
        when:
        generate(kind: 'sea', rows: 100, concepts: [1, 5])

        then:
        def e = thrown(AnnealException)
        e.message == "generate: the concepts of 'sea' are 1 to 4, found 5"
    }

    private Artifact generate(Map settings, String run = 'run') {
        Attempts.run(new GenerateTask(), context(run), settings).outputs().rows
    }

    private TestContext context(String run) {
        new TestContext(folder).as(run, 'stream')
    }

    private Table table(Artifact rows) {
        TableFiles.read(new TestContext(folder).artifacts().file(rows.digest()))
    }

    private static List row(Table table, int at) {
        table.names().collect { table.numbers(it)[at] }
    }
}
