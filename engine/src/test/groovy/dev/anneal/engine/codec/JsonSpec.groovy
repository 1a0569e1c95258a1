package dev.anneal.engine.codec

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.artifact.Values
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.spec.Attempts
import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Flow
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.Placement
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.Expressions
import dev.anneal.engine.spec.ParameterSpec
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.TriggerSpec
import dev.anneal.engine.spec.WorkflowSpec
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

/** What is written as JSON comes back equal, and equal values are written alike. */
class JsonSpec extends Specification {

    static final Artifact MODEL = new Artifact('model', ValueType.MODEL, Digest.of('m'), 12, Artifact.FOLDER_MEDIA_TYPE,
            [target: 'y', rows: 10, columns: [[name: 'a', type: 'double']]])

    def "random expressions come back equal, seed #seed"() {
        given:
        def expressions = new Expressions(seed)

        expect:
        (1..60).every {
            def tree = expressions.tree(4)
            def json = Json.write(tree)
            assert Json.read(json, Expression) == tree
            assert Json.write(Json.read(json, Expression)) == json
            true
        }

        where:
        seed << (1..15)
    }

    def "a whole workflow comes back equal, every field of it"() {
        given:
        def spec = new WorkflowSpec('loans', 'a description',
                [new ParameterSpec('from', ParameterType.INTEGER, 0, false, 'help', 0G, null, []),
                 new ParameterSpec('mode', ParameterType.CHOICE, 'fast', false, '', null, null, ['fast', 'slow']),
                 new ParameterSpec('data', ParameterType.PATH, null, true, '', null, null, [])],
                [new TriggerSpec('nightly', '0 0 3 * * ?', 'Australia/Sydney', TriggerSpec.CatchUp.LATEST)],
                [new TaskSpec('a', 'train', [nothing: Expression.literal(null), seed: new Expressions(3).tree(3)],
                        new Flow(['b', 'c'] as Set, Expression.literal(null), RunIf.NONE_FAILED, true,
                                Flow.OnFailure.CANCEL, new Repetition.ForEach(new Expressions(4).tree(2), 3), false),
                        new Attempts(new RetryPolicy(3, new RetryPolicy.Backoff(RetryPolicy.Growth.EXPONENTIAL,
                                Duration.ofMillis(1500), Duration.ofHours(2), 0.25d), ['timeout', 'exit 137'] as Set, 9),
                                Duration.parse('PT1H0.25S'), Duration.ofDays(1)),
                        new Placement([memory: new Expressions(5).tree(2)], [db: 2], -1, Placement.Executor.WORKER),
                        new CachePolicy(CachePolicy.Mode.OFF, Duration.ofDays(2), '7')),
                 new TaskSpec('b', 'shell', [:], new Flow([] as Set, null, RunIf.ALL_DONE, false, Flow.OnFailure.FINISH,
                         new Repetition.Repeat(Expression.literal(true), 3, Duration.ofSeconds(1), true), true),
                         Attempts.ONCE, Placement.PLAIN, CachePolicy.BY_TYPE)],
                [best: new Expressions(6).tree(2)],
                new Limits(Duration.ofHours(3), new Concurrency(Concurrency.Policy.SKIP, 1), 4))

        expect:
        Json.read(Json.write(spec), WorkflowSpec) == spec
    }

    def "plain values come back equal, artifacts as artifacts"() {
        given:
        def values = [text: 'x', none: null, yes: true, list: [1, [2.50, null], [:]], model: MODEL,
                      nested: [models: [MODEL, MODEL]], huge: new BigDecimal('1E+300'), tiny: new BigDecimal('-1E-300')]

        when:
        def read = Json.readValues(Json.write(values))

        then:
        read == Values.copyOf(values)
        read.model instanceof Artifact
        read.nested.models == [MODEL, MODEL]
    }

    def "an artifact stands in an event's outputs, and by itself"() {
        given:
        def event = new RunEvent.AttemptSucceeded(Instant.parse('2026-01-01T00:00:00.000000001Z'), 'model', 1, 7L,
                [model: MODEL], [accuracy: 0.1d + 0.2d], [])

        expect:
        Json.read(Json.write(event), RunEvent) == event
        Json.read(Json.write(MODEL), Artifact) == MODEL
    }

    def "a map of the user's own whose key looks like an artifact's mark stays a map"() {
        expect:
        Json.readValues(Json.write([m: value])) == Values.copyOf([m: value])

        where:
        value << [['$artifact': [a: 1]], ['$artifact': 'x'], ['$artifact': [digest: 'x'], b: 1], ['$ref': 'params.from']]
    }

    def "maps in another order, and numbers in another form, have the same digest"() {
        expect:
        Json.digest(one) == Json.digest(other)
        Json.write(one) == Json.write(other)

        where:
        one                                | other
        Values.copyOf([a: 1, b: [c: 2, d: 3]]) | Values.copyOf([b: [d: 3, c: 2], a: 1])
        Values.copyOf([n: 0.70])           | Values.copyOf([n: 0.7d])
        Values.copyOf([n: 1E+2])           | Values.copyOf([n: 100L])
        map(a: 1, b: 2)                    | map(b: 2, a: 1)
    }

    def "different values have different digests"() {
        expect:
        Json.digest(one) != Json.digest(other)

        where:
        one                | other
        [a: 1]             | [a: '1']
        [a: null]          | [:]
        [a: [1, 2]]        | [a: [2, 1]]
        [a: '$ref']        | [a: ['$ref': '']]
    }

    def "a constant that looks like a node is not one"() {
        expect:
        Json.read(Json.write(tree), Expression) == tree

        where:
        tree << [Expression.literal('$ref'), new Expression.MapOf(['$ref': Expression.literal('params.from')]),
                 new Expression.MapOf(['$map': new Expression.MapOf(['$map': Expression.literal(1)])]),
                 new Expression.ListOf([Expression.literal('$call'), Expression.literal(null)])]
    }

    def "'#text' is refused as a fault of who wrote it"() {
        when:
        Json.readValues(text)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.FAULT

        where:
        text << ['', '[]', '{', '{"a": 1} x', '{"a": NaN}', 'null']
    }

    def "listings' values are read without the object mapper"() {
        given: 'another process, which has read nothing else'
        def java = ProcessHandle.current().info().command().get()
        def process = new ProcessBuilder(java, '-Xlog:class+load', '-cp', System.getProperty('java.class.path'),
                ReadsValues.name).redirectErrorStream(true).start()

        when:
        def loaded = process.inputReader().readLines()

        then:
        loaded.any { it.contains('com.fasterxml.jackson.core.JsonFactory') }
        !loaded.any { it.contains('com.fasterxml.jackson.databind') }
        process.waitFor() == 0
    }

    private static Expression map(Map<String, Integer> entries) {
        new Expression.MapOf(entries.collectEntries { key, value -> [key, Expression.literal(value)] })
    }
}
