package dev.anneal.engine.settings

import java.nio.file.Path
import spock.lang.Specification

/** What {@link Binder} does with values that are not there, such as an output that a task left empty. */
class BinderNothingSpec extends Specification {

    static record Open(Map<String, Object> with, List<Object> items) {}

    static record Typed(Map<String, String> names, List<String> items) {}

    def "where any value goes, nothing goes too"() {
        given:
        def binder = new Binder(Path.of('/'))

        when:
        def bound = binder.bind(Open, [with: [from: null, to: 7G], items: [null, 'a']])

        then:
        binder.misfits().empty
        bound.with() == [from: null, to: 7G]
        bound.items() == [null, 'a']
    }

    def "where a type is asked for, nothing does not fit"() {
        given:
        def binder = new Binder(Path.of('/'))

        expect:
        binder.bind(Typed, [names: [a: null], items: [null]]) == null
        binder.misfits().collect { [it.path(), it.message()] } ==
                [['names/a', 'expected a text, found nothing'], ['items/0', 'expected a text, found nothing']]
    }

    def "a setting that is required is missing where its value is nothing"() {
        given:
        def binder = new Binder(Path.of('/'))

        expect:
        binder.bind(Open, [with: null, items: []]) == null
        binder.misfits()*.message() == ["'with' is missing: it takes a map"]
    }
}
