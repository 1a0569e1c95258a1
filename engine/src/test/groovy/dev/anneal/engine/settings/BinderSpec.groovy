package dev.anneal.engine.settings

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.artifact.Values
import dev.anneal.engine.settings.SampleSettings.Inner
import dev.anneal.engine.settings.SampleSettings.Rule
import dev.anneal.engine.spec.Expression
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification

/** Plain values become settings, or a list of what does not fit. */
class BinderSpec extends Specification {

    static final Artifact MODEL = new Artifact('model', ValueType.MODEL, Digest.of('m'), 1, 'x', [:])
    static final Artifact DATA = new Artifact('d.parquet', ValueType.DATASET, Digest.of('d'), 1, 'x', [:])

    def binder = new Binder(Path.of('/base/flows'))

    def "what is left out has its default, or is null where it may be"() {
        expect:
        bind([name: 'x']) == new SampleSettings('x', 7, null, 0.5, true, Duration.ofSeconds(90), Rule.BY_ORDER,
                null, null, null, null, [], [Rule.BY_ORDER, Rule.SEEDED_RANDOM], null, new Inner(0d, null), null)
        binder.misfits() == []
    }

    def "#setting takes #value"() {
        expect:
        bind([name: 'x', (setting): value])."$setting"() == bound

        where:
        setting    | value                     | bound
        'seed'     | 12G                       | 12
        'rows'     | 5G                        | 5L
        'level'    | 0.25                      | 0.25
        'fast'     | false                     | false
        'limit'    | '1h30m'                   | Duration.ofMinutes(90)
        'rule'     | 'seeded-random'           | Rule.SEEDED_RANDOM
        'file'     | '../data/x.csv'           | Path.of('/base/data/x.csv')
        'file'     | '/tmp/x.csv'              | Path.of('/tmp/x.csv')
        'source'   | 'x.csv'                   | new Source.OfPath(Path.of('/base/flows/x.csv'))
        'source'   | DATA                      | new Source.OfArtifact(DATA)
        'folder'   | MODEL                     | MODEL
        'require'  | Expression.literal(true)  | Expression.literal(true)
        'sizes'    | [1G, 2G]                  | [1, 2]
        'rules'    | ['seeded-random']         | [Rule.SEEDED_RANDOM]
        'weights'  | [a: 0.5, b: 1G]           | [a: 0.5d, b: 1d]
        'inner'    | [share: 1G, note: 'n']    | new Inner(1d, 'n')
        'anything' | [a: [1G]]                 | [a: [1G]]
    }

    def "#setting does not take #value: #message"() {
        when:
        def bound = bind([name: 'x', (setting): value])

        then:
        bound == null
        binder.misfits().collect { [it.path(), it.message()] } == [[path, message]]

        where:
        setting   | value              | path           | message
        'name'    | 5G                 | 'name'         | 'expected a text, found the number 5'
        'seed'    | 1.5                | 'seed'         | 'expected a whole number, found the number 1.5'
        'seed'    | 3_000_000_000G     | 'seed'         | 'the number 3000000000 is too large'
        'seed'    | '7'                | 'seed'         | "expected a whole number, found '7'"
        'rows'    | 6G                 | 'rows'         | 'expected a whole number from 1 to 5, found the number 6'
        'level'   | true               | 'level'        | 'expected a number, found true'
        'fast'    | 'yes'              | 'fast'         | "expected true or false, found 'yes'"
        'limit'   | '90'               | 'limit'        | "expected a duration such as 90s, 30m, 6h or 2d, found '90'"
        'rule'    | 'by_order'         | 'rule'         | "expected one of by-order, seeded-random, found 'by_order'"
        'source'  | MODEL              | 'source'       | "expected a path, or another task's output such as \$task.rows, found the model 'model'"
        'folder'  | DATA               | 'folder'       | "expected another task's output of type folder, found the dataset 'd.parquet'"
        'folder'  | 'a/path'           | 'folder'       | "expected another task's output of type folder, found 'a/path'"
        'sizes'   | [1G, 'b', 3G]      | 'sizes/1'      | "expected a whole number, found 'b'"
        'sizes'   | 1G                 | 'sizes'        | 'expected a list, each item a whole number, found the number 1'
        'weights' | [a: 'x']           | 'weights/a'    | "expected a number, found 'x'"
        'inner'   | [share: 2G]        | 'inner/share'  | 'expected a number from 0 to 1, found the number 2'
        'inner'   | [shares: 1G]       | 'inner/shares' | "unknown setting 'shares'. Did you mean 'share'?"
        'inner'   | [note: 'forbidden']| 'inner'        | 'the note is forbidden'
        'inner'   | 'x'                | 'inner'        | "expected a map with share, note, found 'x'"
        'nmae'    | 1G                 | 'nmae'         | "unknown setting 'nmae'. Did you mean 'name'?"
    }

    def "a text that is no path is told"() {
        when:
        bind([name: 'x', file: 'a\u0000b'])

        then:
        binder.misfits()*.message() == ["'a\u0000b' is no path: Nul character not allowed"]
    }

    def "every misfit is told, not just the first"() {
        when:
        def bound = bind([seed: 'x', fast: 1G, sizes: ['a', 'b'], unheard: 1G])

        then:
        bound == null
        binder.misfits()*.path() as Set == ['unheard', 'name', 'seed', 'fast', 'sizes/0', 'sizes/1'] as Set
    }

    def "a record with a component that no setting can be is a mistake of its author"() {
        when:
        SettingsSchema.of(SampleSettings.Wrong)

        then:
        thrown(IllegalArgumentException)
    }

    /** As plain values come: every number a decimal. */
    private SampleSettings bind(Map<String, ?> values) {
        binder.bind(SampleSettings, values.collectEntries { name, value ->
            [name, value instanceof Expression ? value : Values.normalise(value)]
        })
    }
}
