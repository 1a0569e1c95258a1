package dev.anneal.tasks.data

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.generate.GenerateTask
import dev.anneal.tasks.testing.Attempts
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DatasetTaskSpec extends Specification {

    @TempDir
    Path folder

    TestContext context

    def setup() {
        context = new TestContext(folder)
    }

    def "columns of a CSV file have the type of all their values: #values are #type"() {
        given:
        csv('rows.csv', 'x,y', values.collect { "$it,1" })

        expect:
        outputs(source: 'rows.csv').all.property('columns')[0] == [name: 'x', type: type]

        where:
        values                                        || type
        ['1', '-2', '', '30']                         || 'integer'
        ['1', '2.5', '-3e4']                          || 'double'
        ['0.5', 'NaN', 'inf']                         || 'double'
        ['true', 'FALSE', '']                         || 'boolean'
        ['2020-01-31 12:00:00', '2020-02-01']         || 'timestamp'
        ['2020-01-31T12:00:00Z']                      || 'timestamp'
        ['00123', '99999']                            || 'text'
        ['Ulm', 'Bonn']                               || 'text'
        ['"1,5"', '"say ""no"""']                     || 'text'
        ['', '']                                      || 'double'
    }

    def "a moment with an offset is that moment"() {
        given:
        csv('rows.csv', 'at', ['2020-01-31T12:00:00+10:00', '2020-01-31T12:00:00+02:00', '2020-01-31T12:00:00Z'])

        expect:
        read(outputs(source: 'rows.csv', timestamp: 'at').all).numbers('at') as List == [
                java.time.Instant.parse('2020-01-31T02:00:00Z').toEpochMilli(),
                java.time.Instant.parse('2020-01-31T10:00:00Z').toEpochMilli(),
                java.time.Instant.parse('2020-01-31T12:00:00Z').toEpochMilli()]
    }

    def "the delimiter may be #name"() {
        given:
        csv('rows.csv', "a${delimiter}b".toString(), ["1${delimiter}2".toString(), "3${delimiter}4".toString()])

        expect:
        read(outputs(source: 'rows.csv').all).numbers('b') as List == [2, 4]

        where:
        name          | delimiter
        'a comma'     | ','
        'a semicolon' | ';'
        'a tab'       | '\t'
        'a bar'       | '|'
    }

    def "texts listed as missing stand for no value"() {
        given:
        csv('rows.csv', 'a,b', ['1,NA', '?,2'])

        when:
        def table = read(outputs(source: 'rows.csv', missing: ['NA', '?']).all)

        then:
        table.numbers('a') as List == [1, Double.NaN]
        table.numbers('b') as List == [Double.NaN, 2]
    }

    def "a given type is not guessed at"() {
        given:
        csv('rows.csv', 'zip,y', ['89073,1', '10115,0'])

        expect:
        read(outputs(source: 'rows.csv', types: [zip: 'text']).all).texts('zip') as List == ['89073', '10115']
    }

    def "a broken file is refused with file, line and what was found: #what"() {
        given:
        Files.writeString(folder.resolve('rows.csv'), text)

        when:
        outputs(source: 'rows.csv')

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.BAD_INPUT
        e.message.startsWith(message)

        where:
        what                  | text                                   || message
        'too few fields'      | 'a,b,c\n1,2,3\n4,5\n6,7,8\n'           || "rows.csv:3: broken row: expected columns: 3, found 2: '4,5'"
        'too many fields'     | 'a,b\n1,2\n3,4,5\n6,7,8\n'             || "rows.csv:3: broken row: expected columns: 2, found 3: '3,4,5' (2 broken rows in all)"
        'an open quote'       | 'a,b\n1,2\n3,"4\n5,6\n'                || "rows.csv:3: broken row: Value with unterminated quote found: '3,\"4'"
        'a name twice'        | 'a,b,A\n1,2,3\n'                       || "rows.csv:1: columns 1 and 3 have one name, 'a' and 'A'"
        'a column unnamed'    | 'a,,c\n1,2,3\n'                        || 'rows.csv:1: column 2 has no name'
        'nothing in it'       | ''                                     || 'rows.csv is empty'
        'a header alone'      | 'a,b\n'                                || 'rows.csv has no rows'
    }

    def "one typo does not turn a column of numbers into text unseen"() {
        given:
        csv('rows.csv', 'x,y', (0..<100).collect { it == 61 ? '1o,0' : "$it,1" })

        when:
        outputs(source: 'rows.csv')

        then:
        def e = thrown(AnnealException)
        e.message.startsWith("rows.csv: row 61 after the header, counted from 0: column 'x' has '1o', which is no double.")
    }

    def "what the file does not have is named with the nearest: #settings"() {
        given:
        csv('rows.csv', 'salary,approved', ['1,0', '2,1'])

        when:
        outputs([source: 'rows.csv'] + settings)

        then:
        def e = thrown(AnnealException)
        e.message == message

        where:
        settings                    || message
        [target: 'aproved']         || "rows.csv has no column 'aproved' to be the target. Did you mean 'approved'?"
        [timestamp: 'salery']       || "rows.csv has no column 'salery' to be the timestamp. Did you mean 'salary'?"
        [types: [aproved: 'text']]  || "rows.csv has no column 'aproved', which 'types' names. Did you mean 'approved'?"
        [rows: [last: 3]]           || "rows.csv has 2 rows, but 'rows' asks for the last 3"
        [rows: [to: 3]]             || "rows.csv has 2 rows, but 'rows' asks for those up to 3"
        [rows: [from: 2]]           || "rows.csv has 2 rows, but 'rows' begins at row 2, counted from 0"
    }

    def "a file that is not there is refused"() {
        when:
        outputs(source: 'missing.csv')

        then:
        def e = thrown(AnnealException)
        e.message.contains('there is no file')
        e.message.contains('missing.csv')
    }

    def "rows are taken by #rows and split in order"() {
        given:
        csv('rows.csv', 'x', (0..<20)*.toString())

        when:
        def outputs = outputs(source: 'rows.csv', rows: rows, split: [train: 0.8])

        then:
        read(outputs.all).numbers('x') as List == expected
        read(outputs.train).numbers('x') as List == expected.take(train)
        read(outputs.test).numbers('x') as List == expected.drop(train)
        outputs.rows == expected.size()

        where:
        rows               || expected          | train
        [:]                || (0..<20).toList() | 16
        [from: 5]          || (5..<20).toList() | 12
        [from: 5, to: 10]  || (5..<10).toList() | 4
        [last: 5]          || (15..<20).toList() | 4
    }

    def "a random split draws its share by seed and keeps the order"() {
        given:
        csv('rows.csv', 'x', (0..<1_000)*.toString())

        when:
        def one = outputs(source: 'rows.csv', split: [by: 'random', train: 0.7, seed: 1])
        def again = outputs(source: 'rows.csv', split: [by: 'random', train: 0.7, seed: 1])
        def other = outputs(source: 'rows.csv', split: [by: 'random', train: 0.7, seed: 2])
        def train = read(one.train).numbers('x') as List
        def test = read(one.test).numbers('x') as List

        then:
        train.size() == 700
        train == train.toSorted()
        test == test.toSorted()
        (train + test).toSorted() == (0..<1_000).toList()
        one.train.digest() == again.train.digest()
        one.train.digest() != other.train.digest()
    }

    def "event time must not go back"() {
        given:
        csv('rows.csv', 'at,x', ['2020-01-01,1', '2020-01-03,2', '2020-01-02,3'])

        when:
        outputs(source: 'rows.csv', timestamp: 'at')

        then:
        def e = thrown(AnnealException)
        e.message == "rows.csv: 'at' goes back at row 2 of those taken, counted from 0: sort the rows by it"
    }

    def "event time must be there"() {
        given:
        csv('rows.csv', 'at,x', ['2020-01-01,1', ',2'])

        when:
        outputs(source: 'rows.csv', timestamp: 'at')

        then:
        def e = thrown(AnnealException)
        e.message.startsWith("rows.csv: no 'at' in 1 row, first in row 1 of those taken")
    }

    def "another task's rows keep their target and their concept changes"() {
        given:
        def stream = Attempts.run(new GenerateTask(), context.as('run', 'stream'),
                [kind: 'sea', rows: 1_000, concepts: [1, 2, 3, 4]]).outputs().rows

        when:
        def outputs = outputs(source: stream, rows: [from: 200, to: 700])

        then:
        outputs.all.property('target') == 'class'
        outputs.all.property('source') == stream.digest().hex()
        outputs.all.property('conceptStarts') == [50, 300]
        outputs.test.property('conceptStarts') == []
        read(outputs.all).numbers('x1') == read(stream).slice(200, 700).numbers('x1')
    }

    def "the file's digest is recorded as source, and equal rows are one dataset"() {
        given:
        csv('rows.csv', 'x,y', ['1,2', '3,4'])
        csv('quoted.csv', 'x,y', ['"1","2"', '3,4'])

        when:
        def one = outputs(source: 'rows.csv').all
        def other = outputs(source: 'quoted.csv').all

        then:
        one.property('source') == Digest.of(Files.readAllBytes(folder.resolve('rows.csv'))).hex()
        one.digest() == other.digest()
    }

    def "the data version is recorded once, by the run that read it first"() {
        given:
        csv('rows.csv', 'x,y', ['1,2', '3,4'])

        when:
        def all = null
        ['first', 'second'].each { run ->
            def attempt = context.as(run, 'history')
            def outcome = Attempts.run(new DatasetTask(), attempt, [source: 'rows.csv', target: 'y'])
            all = attempt.complete(outcome, new DataVersions()).all
        }
        def versions = context.records().list(DataVersions.COLLECTION, '')

        then:
        versions*.key() == [all.digest().hex()]
        with(versions[0].document()) {
            it.run == 'first'
            it.task == 'history'
            it.name == 'rows.csv'
            it.rows == 2
            it.target == 'y'
            it.columns*.name == ['x', 'y']
        }
    }

    private int attempts = 0

    private Map outputs(Map settings) {
        def outcome = Attempts.run(new DatasetTask(), context.as("run${attempts++}", 'history'), settings)
        ((TaskOutcome.Succeeded) outcome).outputs()
    }

    private Table read(Artifact rows) {
        TableFiles.read(context.artifacts().file(rows.digest()))
    }

    private void csv(String name, String header, List<String> rows) {
        Files.writeString(folder.resolve(name), ([header] + rows).join('\n') + '\n')
    }
}
