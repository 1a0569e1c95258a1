package dev.anneal.runner.cli

import dev.anneal.runner.app.life.Life
import spock.lang.Specification

class AccuracyChartSpec extends Specification {

    def "what served stands as its version's number in one character, the first version's fate as a dot where it differs"() {
        given: 'lines from 0.2 to 1.0, a tenth apart'
        def screen = new Screen()

        when:
        AccuracyChart.print([
                new Life.Stretch(5_000, 5_999, 1.0, 1.0, 'loans@1'),
                new Life.Stretch(6_000, 6_999, 0.2, 0.2, 'loans@1'),
                new Life.Stretch(7_000, 7_999, 0.9, 0.3, 'loans@12'),
                new Life.Stretch(8_000, 8_999, 0.8, null, 'loans@12')], screen.terminal)

        then:
        screen.lines() == [
                '  1.00 1',
                '  0.90   c',
                '  0.80    c',
                '  0.70',
                '  0.60',
                '  0.50',
                '  0.40',
                '  0.30   ·',
                '  0.20  1',
                '       5,000 8,999',
                '       digits: version that served; dots: the first version, had it stayed']
    }
}
