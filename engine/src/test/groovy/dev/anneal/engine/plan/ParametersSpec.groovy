package dev.anneal.engine.plan

import static dev.anneal.engine.testing.Specs.parameter
import static dev.anneal.engine.testing.Specs.workflow

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.spec.ParameterType

import java.nio.file.Path
import spock.lang.Specification

class ParametersSpec extends Specification {

    static final Path HERE = Path.of('/here')
    static final Path THERE = Path.of('/there')

    def "the text '#text' for a #type parameter is #value"() {
        expect:
        Parameters.bind(workflow('w', [], [parameter('p', type, choices: ['a', 'b'])]), [p: text], HERE, THERE) == [p: value]

        where:
        type                   | text       || value
        ParameterType.STRING   | 'x y'      || 'x y'
        ParameterType.INTEGER  | '5_000'    || 5_000G
        ParameterType.INTEGER  | 7.0        || 7G
        ParameterType.DECIMAL  | '0.70'     || 0.7G
        ParameterType.BOOLEAN  | 'true'     || true
        ParameterType.DURATION | '1h30m'    || '1h30m'
        ParameterType.PATH     | 'd/a.csv'  || '/here/d/a.csv'
        ParameterType.PATH     | '/a.csv'   || '/a.csv'
        ParameterType.CHOICE   | 'b'        || 'b'
    }

    def "the text '#text' for a #type parameter is refused: #words"() {
        when:
        Parameters.bind(workflow('w', [], [parameter('p', type, choices: ['a', 'b'], min: 0, max: 10)]), [p: text], HERE, THERE)

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message == "parameter 'p' must be $words, found '$text'."

        where:
        type                   | text          || words
        ParameterType.INTEGER  | '1.5'         || 'a whole number, at least 0, at most 10'
        ParameterType.INTEGER  | '11'          || 'a whole number, at least 0, at most 10'
        ParameterType.DECIMAL  | 'much'        || 'a number, at least 0, at most 10'
        ParameterType.DECIMAL  | '1e999999999' || 'a number, at least 0, at most 10'
        ParameterType.BOOLEAN  | 'yes'         || 'true or false, at least 0, at most 10'
        ParameterType.CHOICE   | 'c'           || 'one of a, b, at least 0, at most 10'
    }

    def "defaults fill in, and their paths start from the workflow's folder"() {
        given:
        def spec = workflow('w', [], [parameter('n', ParameterType.INTEGER, value: 3), parameter('f', ParameterType.PATH, value: 'a.csv'),
                parameter('o', ParameterType.STRING, required: false)])

        expect:
        Parameters.bind(spec, [:], HERE, THERE) == [n: 3G, f: '/there/a.csv']
    }

    def "everything that is wrong is told at once, with the nearest name"() {
        when:
        Parameters.bind(workflow('w', [], [parameter('count', ParameterType.INTEGER), parameter('rows', ParameterType.INTEGER)]),
                [cuont: '3', rows: 'x'], HERE, THERE)

        then:
        def refusal = thrown(AnnealException)
        refusal.message.readLines() == [
                "workflow 'w' has no parameter 'cuont'. Did you mean 'count'?",
                "workflow 'w' needs the parameter 'count' (integer): give it with -p count=...",
                "parameter 'rows' must be a whole number, found 'x'."]
    }
}
