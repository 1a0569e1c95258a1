package dev.anneal.engine.spec

import java.time.Duration
import spock.lang.Specification

/** Durations as files write them, and as people read them. */
class DurationsSpec extends Specification {

    def "'#text' is #duration"() {
        expect:
        Durations.parse(text).get() == Duration.parse(duration)

        where:
        text     | duration
        '250ms'  | 'PT0.25S'
        '90s'    | 'PT90S'
        '30m'    | 'PT30M'
        '6h'     | 'PT6H'
        '2d'     | 'PT48H'
        '1h30m'  | 'PT1H30M'
        '0s'     | 'PT0S'
        '1m500ms'| 'PT60.5S'
    }

    def "'#text' is no duration"() {
        expect:
        Durations.parse(text).empty

        where:
        text << ['', '30', 'm', '30 m', '-5s', '1.5h', '5w', '30M', '\u0663s', '99999999999999999999d',
                 '99999999999999999d', '1' * 50 + 's', '5s ']
    }

    def "#duration is '#text' to people"() {
        expect:
        Durations.forPeople(Duration.parse(duration)) == text

        where:
        duration       | text
        'PT0S'         | '0.0 s'
        'PT0.449S'     | '0.4 s'
        'PT9.999S'     | '9.9 s'
        'PT10S'        | '10 s'
        'PT59.999S'    | '59 s'
        'PT3M5S'       | '3 m 05 s'
        'PT2H10M59S'   | '2 h 10 m'
        'PT76H'        | '3 d 4 h'
        'P99999999999999D' | '99999999999999 d 0 h'
    }

    def "digits are the same wherever the machine stands"() {
        given:
        def locale = Locale.default
        Locale.default = Locale.forLanguageTag('ar-EG-u-nu-arab')

        expect:
        Durations.forPeople(Duration.ofSeconds(185)) == '3 m 05 s'

        cleanup:
        Locale.default = locale
    }
}
