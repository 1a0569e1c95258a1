package dev.anneal.runner.cli

import spock.lang.Specification

class TableTextSpec extends Specification {

    private static List<String> printed(Screen screen, TableText table) {
        table.print(screen.terminal.out(), screen.terminal)
        screen.lines()
    }

    private static TableText table() {
        def table = new TableText('NAME', '>SIZE', 'RESULT')
        table.row('a', '1 B', 'all is well')
        table.row('long name', '12 kB', 'what went wrong is told at some length')
        table
    }

    def "columns are as wide as what stands in them, and line up"() {
        expect:
        printed(new Screen(), table()) == [
                'NAME        SIZE  RESULT',
                'a            1 B  all is well',
                'long name  12 kB  what went wrong is told at some length']
    }

    def "on a terminal that is too narrow the last column is cut"() {
        expect:
        printed(new Screen(columns: 40), table()) == [
                'NAME        SIZE  RESULT',
                'a            1 B  all is well',
                'long name  12 kB  what went wrong is to…']
    }

    def "colour takes no room"() {
        given:
        def screen = new Screen(colour: true)
        def table = new TableText('STATE', 'ID')
        table.row(screen.terminal.green('ok'), 'x')
        table.row('failed', 'y')

        expect:
        printed(screen, table) == ['\u001b[2mSTATE   ID\u001b[0m', '\u001b[32mok\u001b[0m      x', 'failed  y']
    }

    def "nothing trails a row"() {
        given:
        def table = new TableText('A', 'B')
        table.row('x', '')

        expect:
        printed(new Screen(), table) == ['A  B', 'x']
    }
}
