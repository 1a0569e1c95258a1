package dev.anneal.dsl

import dev.anneal.engine.problem.InvalidWorkflowException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.Timeout

/** Whatever a file holds, reading it gives specs or problems, and never a fault of our own. */
class MutationSpec extends Specification implements Reading {

    static final List<String> PIECES = ['{', '}', '[', ']', '(', ')', ':', ': ', '"', "'", '$', '${', '!', '&', '*', '%', '@', '?', '-', '\n', '\t',
                                        '  ', '#', '|', '>', ',', '\\', '1e999', '$a.b', 'null', '---\n', '\u0000', '\uD83D\uDE00', '..', '=', '//']

    @Timeout(120)
    def "#count mutations of #file end in specs or in problems"() {
        given:
        def random = new Random(file.hashCode())
        def text = Files.readString(resource(file))
        def path = folder.resolve(Path.of(file).fileName.toString())
        path.toFile().deleteOnExit()

        expect:
        (1..count).every {
            def mutant = mutated(text, random)
            Files.write(path, mutant.getBytes('UTF-8'))
            try {
                reader.read(path)
            } catch (InvalidWorkflowException invalid) {
                assert invalid.problems()
                assert invalid.problems().every { it.place().line() <= mutant.count('\n') + 2 }
            }
            true
        }

        where:
        file                     | count
        '/twins/loans.yaml'      | 1_500
        '/twins/words.yaml'      | 1_500
        '/twins/flow.yaml'       | 1_500
        '/twins/attempts.yaml'   | 1_500
        '/twins/loans.groovy'    | 80
        '/twins/words.groovy'    | 80
        '/twins/flow.groovy'     | 80
        '/twins/attempts.groovy' | 80
    }

    private static String mutated(String text, Random random) {
        def mutant = new StringBuilder(text)
        (0..random.nextInt(3)).each {
            int at = random.nextInt(mutant.length())
            int length = Math.min(random.nextInt(4), mutant.length() - at)
            switch (random.nextInt(3)) {
                case 0: mutant.delete(at, at + length); break
                case 1: mutant.insert(at, PIECES[random.nextInt(PIECES.size())]); break
                default: mutant.replace(at, at + length, PIECES[random.nextInt(PIECES.size())])
            }
        }
        mutant.toString()
    }
}
