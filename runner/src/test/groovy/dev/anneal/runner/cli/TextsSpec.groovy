package dev.anneal.runner.cli

import java.time.Instant
import spock.lang.Specification

class TextsSpec extends Specification {

    static final Instant NOW = Instant.parse('2024-05-01T12:00:00Z')

    def "#seconds seconds ago is told as '#text'"() {
        expect:
        Texts.ago(NOW.minusSeconds(seconds), NOW) == text

        where:
        seconds | text
        -5      | 'just now'
        9       | 'just now'
        10      | '10 s ago'
        59      | '59 s ago'
        60      | '1 min ago'
        3_599   | '59 min ago'
        3_600   | '1 h ago'
        172_799 | '47 h ago'
        172_800 | '2 d ago'
    }

    def "what ended #seconds seconds after its start took '#text': nothing is told where the clock was set back"() {
        expect:
        Texts.between(NOW, NOW.plusSeconds(seconds)) == text

        where:
        seconds | text
        61      | '1 m 01 s'
        0       | '0.0 s'
        -1      | ''
        -90_000 | ''
    }

    def "#size bytes are #text"() {
        expect:
        Texts.bytes(size) == text

        where:
        size              | text
        0                 | '0 B'
        999               | '999 B'
        1_000             | '1.0 kB'
        9_940             | '9.9 kB'
        10_400            | '10 kB'
        2_100_000         | '2.1 MB'
        3_000_000_000_000 | '3.0 TB'
        5_000_000_000_000_000 | '5000 TB'
    }

    def "a value #value reads #text"() {
        expect:
        Texts.value(value) == text

        where:
        value        | text
        12500.0      | '12,500'
        5.0          | '5'
        1.0e4        | '10,000'
        0.25         | '0.25'
        0.123456     | '0.123'
        true         | 'true'
        'loans@3'    | 'loans@3'
    }

    def "parameters stand in brackets, and are cut where they are long"() {
        expect:
        Texts.parameters([:], 20) == ''
        Texts.parameters([from: 0.0, to: 5000.0], 20) == ' (from 0, to 5,000)'
        Texts.parameters([data: 'a/long/path/to/a/file.csv'], 12) == ' (data a/long…)'
    }

    def "one is counted without an s"() {
        expect:
        Texts.count(1, 'run') == '1 run'
        Texts.count(0, 'run') == '0 runs'
        Texts.count(12_500, 'run') == '12,500 runs'
    }

    def "text is cut to its first line and to a width"() {
        expect:
        Texts.brief('one\ntwo', 10) == 'one'
        Texts.brief('exactly ten', 11) == 'exactly ten'
        Texts.brief('exactly ten', 10) == 'exactly t…'
        Texts.brief('', 5) == ''
    }

    def "text is wrapped between words"() {
        expect:
        Texts.wrap('a few short words', 9) == ['a few', 'short', 'words']
        Texts.wrap('unbreakable', 4) == ['unbreakable']
        Texts.wrap('', 4) == ['']
    }
}
