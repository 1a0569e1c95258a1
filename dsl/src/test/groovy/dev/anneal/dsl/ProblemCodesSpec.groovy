package dev.anneal.dsl

import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern
import spock.lang.Specification

/** Every kind of problem that a file can have is in the corpus. */
class ProblemCodesSpec extends Specification {

    /** Where problems are made: the readers and the planner. */
    static final List<String> SOURCES = ['src/main/java/dev/anneal/dsl/draft', 'src/main/java/dev/anneal/dsl/expression', 'src/main/java/dev/anneal/dsl/script',
                                         'src/main/java/dev/anneal/dsl/yaml', 'src/main/java/dev/anneal/dsl/WorkflowReader.java',
                                         '../engine/src/main/java/dev/anneal/engine/plan']

    /** A code is a kebab-case constant that more arguments follow, or one of the two that are one word. */
    static final Pattern CODE = ~/"([a-z]+(?:-[a-z]+)+|missing|cycle|assignment|annotation)"\s*,|CODE = "([a-z-]+)"/

    /** Of files that cannot be opened: they have no text that could be wrong. */
    static final Set<String> OF_NO_TEXT = ['workflow-file'] as Set

    def "each code that the readers and the planner give is announced by some file"() {
        given:
        def given = SOURCES.collectMany { codes(Path.of(it)) } as TreeSet
        def announced = ['/invalid', '/unplannable'].collectMany { Corpus.files(it) }.collectMany { file ->
            (Files.readString(file) =~ /(?m)^(?:#|\/\/) \d+:\d+ ([a-z-]+) /).collect { it[1] }
        } as Set

        expect:
        given.size() > 40
        given - announced - OF_NO_TEXT == [] as Set
    }

    def "there are at least 120 of them, in both forms"() {
        given:
        def files = ['/invalid', '/unplannable'].collectMany { Corpus.files(it) }

        expect:
        files.size() >= 120
        ['yaml', 'groovy'].every { form -> files.count { Corpus.extension(it) == form } >= 55 }
    }

    private static List<String> codes(Path sources) {
        try (def found = Files.walk(sources)) {
            found.filter { it.toString().endsWith('.java') }.toList().collectMany { file ->
                (Files.readString(file) =~ CODE).collect { it[1] ?: it[2] }
            }
        }
    }
}
