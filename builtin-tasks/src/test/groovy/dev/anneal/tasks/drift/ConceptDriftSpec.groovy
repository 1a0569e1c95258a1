package dev.anneal.tasks.drift

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification

class ConceptDriftSpec extends Specification {

    static final Path SEA =
            Path.of(System.getenv('ANNEAL_DATA') ?: '../../shared/data').resolve('sea.csv')

    def "an alarm stands until thirty examples follow it"() {
        given: 'an alarm at example 88, on a stretch where nothing changes'
        def errors = ReferenceNumbers.errors(1, [[2000, 0.1]])

        expect:
        ConceptDrift.of(errors[0..88] as boolean[], 30).standing().get().at() == 88
        ConceptDrift.of(errors[0..117] as boolean[], 30).standing().get().at() == 88
    }

    def "an alarm is withdrawn when the errors after it are no more frequent than before"() {
        // by the Python port: five alarms in these 2,000 examples, none of which is a change
        when:
        def found = ConceptDrift.of(ReferenceNumbers.errors(1, [[2000, 0.1]]), 30)

        then:
        found.alarms()*.at() == [88, 147, 254, 294, 371]
        found.standing().empty
        found.latest().get().errorAfter() < 0.11
    }

    def "the alarm of a true change stands, with the rates on both sides of it"() {
        when:
        def found = ConceptDrift.of(ReferenceNumbers.errors(2, [[2000, 0.1], [1000, 0.3]]), 30)

        then:
        with(found.standing().get()) {
            warning() == 1315
            since() == 2002
            at() == 2023
            Math.abs(errorBefore() - 0.1) < 0.02
            Math.abs(errorAfter() - 0.3) < 0.04
        }
    }

    def "an alarm that was withdrawn stays so when a true change comes later"() {
        when: 'by the Python port: alarms at 88, 147, 254, 294 and 371, and the change at 2,000 found at 2,228'
        def found = ConceptDrift.of(ReferenceNumbers.errors(1, [[2000, 0.1], [1000, 0.3]]), 30)

        then:
        found.alarms().collectEntries { [it.at(), it.stands()] }
                == [88L: false, 147L: false, 254L: false, 294L: false, 371L: false, 2228L: true]
    }

    def "no examples give no alarm"() {
        expect:
        ConceptDrift.of(new boolean[0], 30) == new ConceptDrift([], -1)
    }

    @Requires(value = { Files.exists(SEA) }, reason = 'sea.csv is not in ANNEAL_DATA (../shared/data)')
    def "the first concept's rule on the SEA stream: the change at row 12,500 is found within 500 rows, and stands"() {
        given: 'Street & Kim 2001: class 1 where x1 + x2 <= 8, with 10 % noise; then 9'
        def errors = []
        SEA.toFile().eachLine { line, number ->
            if (number > 1) {
                def cells = line.split(',')
                errors << (((cells[0] as double) + (cells[1] as double) <= 8 ? 1 : 0) != (cells[3] as int))
            }
        }

        when: 'positions by the Python port and by river 0.26.1, warm_start=29'
        def whole = ConceptDrift.of(errors as boolean[], 30)
        def early = ConceptDrift.of(errors[0..<14_000] as boolean[], 30)

        then:
        whole.alarms()*.since() == [84, 164, 12_358, 37_614, 40_355]
        whole.alarms().collect { [it.warning(), it.at()] }
                == [[70, 84], [168, 175], [5542, 12_848], [31_098, 40_336], [40_377, 40_381]]
        early.alarms()*.stands() == [false, false, true]
    }
}
