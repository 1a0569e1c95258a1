package dev.anneal.dsl

import dev.anneal.engine.problem.Problem
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/**
 * Files that are wrong. Each begins with a comment for every problem that must be found in it, in order, and no other:
 * {@code # line:column code words | more words}, all of them in the message.
 */
class InvalidCorpusSpec extends Specification implements Reading {

    static final List<Path> FILES = files()

    def "#file.fileName is refused at the right places, in the right words"() {
        given:
        def text = Files.readString(file)
        def expected = text.readLines().findResults { line -> expectation(line) }

        when:
        def problems = problems("w.${extension(file)}", text)

        then:
        problems.collect { "$it.place.line:$it.place.column ${it.code()}".toString() } == expected*.head
        [problems, expected].transpose().every { Problem problem, Expected wanted ->
            def message = problem.message()
            assert wanted.words.every { message.contains(it) }
            assert !(message =~ /(?:java|groovy|dev\.anneal|org)\.\w+|Exception|\tat /)
            true
        }

        where:
        file << FILES
    }

    def "there are enough of them, in both forms"() {
        expect:
        FILES.count { extension(it) == 'yaml' } >= 30
        FILES.count { extension(it) == 'groovy' } >= 30
    }

    private static record Expected(String head, List<String> words) {}

    private static Expected expectation(String line) {
        def match = line =~ /^(?:#|\/\/) (\d+:\d+ [a-z-]+) (.*)$/
        match ? new Expected(match.group(1), match.group(2).split(/ \| /) as List) : null
    }

    private static String extension(Path file) {
        file.toString().tokenize('.').last()
    }

    private static List<Path> files() {
        try (def listed = Files.list(Path.of(InvalidCorpusSpec.getResource('/invalid').toURI()))) {
            listed.sorted().toList()
        }
    }
}
