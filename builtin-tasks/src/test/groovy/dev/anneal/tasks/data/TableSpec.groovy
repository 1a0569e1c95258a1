package dev.anneal.tasks.data

import dev.anneal.engine.problem.AnnealException
import spock.lang.Specification

class TableSpec extends Specification {

    def table = new Table.Builder()
            .numbers('age', [20, 30, 40] as double[])
            .texts('city', ['Ulm', null, 'Bonn'] as String[])
            .numbers('loan', [1, Double.NaN, 3] as double[])
            .build()

    def "a slice has the rows asked for, and does not share them"() {
        when:
        def slice = table.slice(1, 3)

        then:
        slice.rows() == 2
        slice.names() == ['age', 'city', 'loan']
        slice.texts('city') as List == [null, 'Bonn']
        !slice.numbers('age').is(table.numbers('age'))
    }

    def "a matrix has the named columns row by row"() {
        expect:
        table.matrix(['loan', 'age']) as List == [[1, 20], [Double.NaN, 30], [3, 40]]
    }

    def "a column that is not there is named with the nearest"() {
        when:
        table.numbers('aeg')

        then:
        def e = thrown(AnnealException)
        e.message == "there is no column 'aeg'. Did you mean 'age'?"
    }

    def "text is not given out as numbers"() {
        when:
        table.matrix(['city'])

        then:
        def e = thrown(AnnealException)
        e.message == "column 'city' holds text, where numbers are needed"
    }

    def "columns of different lengths make no table"() {
        when:
        new Table.Builder().numbers('a', [1] as double[]).numbers('b', [1, 2] as double[]).build()

        then:
        thrown(IllegalArgumentException)
    }
}
