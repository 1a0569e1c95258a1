package dev.anneal.dsl

import dev.anneal.engine.problem.Problem
import java.nio.file.Files
import java.nio.file.Path

/**
 * Files that are wrong. Each begins with a comment for every problem that must be found in it, in order, and no other:
 * {@code # line:column code words | more words}, all of them in the message.
 */
class Corpus {

    /** The files of a folder of resources, by name. */
    static List<Path> files(String folder) {
        try (def listed = Files.list(Path.of(Corpus.getResource(folder).toURI()))) {
            listed.sorted().toList()
        }
    }

    static String extension(Path file) {
        file.toString().tokenize('.').last()
    }

    /** Fails unless the problems are those that the file's text announces. */
    static boolean announced(String text, List<Problem> problems) {
        def expected = text.readLines().findResults { line -> expectation(line) }
        assert problems.collect { "$it.place.line:$it.place.column ${it.code()}".toString() } == expected*.head
        [problems, expected].transpose().every { Problem problem, Expected wanted ->
            def message = problem.message()
            assert wanted.words.every { message.contains(it) }
            assert !(message =~ /(?:java|groovy|dev\.anneal|org)\.\w+|Exception|\tat /)
            true
        }
    }

    private static record Expected(String head, List<String> words) {}

    private static Expected expectation(String line) {
        def match = line =~ /^(?:#|\/\/) (\d+:\d+ [a-z-]+) (.*)$/
        match ? new Expected(match.group(1), match.group(2).split(/ \| /) as List) : null
    }
}
