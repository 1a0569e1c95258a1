package dev.anneal.tasks.data

import dev.anneal.engine.problem.AnnealException
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class TableFilesSpec extends Specification {

    @TempDir
    Path folder

    def "what is written is read, whatever the type, with what is missing"() {
        given:
        def table = new Table.Builder()
                .numbers('amount', [1.5, Double.NaN, -2] as double[])
                .numbers('count', [1, 2, Double.NaN] as double[])
                .numbers('good', [1, 0, Double.NaN] as double[])
                .numbers('moment', [1_580_515_200_123, Double.NaN, 0] as double[])
                .texts('word', ['a "b"', null, ''] as String[])
                .build()

        when:
        def read = TableFiles.read(write(table))

        then:
        read.names() == table.names()
        ['amount', 'count', 'good', 'moment'].every { read.numbers(it) == table.numbers(it) }
        read.texts('word') == table.texts('word')
    }

    def "a range is read in order, and ends where the rows end"() {
        given:
        def file = write(new Table.Builder()
                .numbers('amount', (0..<10_000).collect { it as double } as double[])
                .build())

        expect:
        TableFiles.read(file, 2_040, 2_060).numbers('amount') as List == (2_040..<2_060).toList()
        TableFiles.read(file, 9_998, 20_000).numbers('amount') as List == [9_998, 9_999]
        TableFiles.read(file, 10_000, 10_001).rows() == 0
        TableFiles.rows(file) == 10_000
    }

    def "what is no Parquet file is refused as such"() {
        given:
        def file = folder.resolve('rows.csv')
        Files.writeString(file, 'a,b\n1,2\n3,4\n')

        when:
        TableFiles.read(file)

        then:
        def e = thrown(AnnealException)
        e.id() == 'not-parquet'
    }

    def "an interrupt ends a long query"() {
        given:
        def db = DuckDb.open()
        Thread.currentThread().interrupt()

        when:
        db.execute('SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = 7')

        then:
        thrown(InterruptedException)

        and: 'and the database can still be used'
        db.longs('SELECT 7::BIGINT') == [7] as long[]

        cleanup:
        Thread.interrupted()
        db?.close()
    }

    private Path write(Table table) {
        def kinds = [amount: ColumnKind.DOUBLE, count: ColumnKind.INTEGER, good: ColumnKind.BOOLEAN,
                     moment: ColumnKind.TIMESTAMP, word: ColumnKind.TEXT]
        def context = new TestContext(folder)
        def kept = DatasetWriter.keep(context, 'rows', table, kinds, new DatasetFacts(null, null, null, null))
        Files.copy(context.artifacts().file(kept.digest()), folder.resolve('rows.parquet'))
    }
}
