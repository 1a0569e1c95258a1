package dev.anneal.dsl.diagnostic

import dev.anneal.engine.problem.Place
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ExcerptSpec extends Specification {

    @TempDir
    Path folder

    def "what is meant is marked: #what"() {
        given:
        def excerpt = Excerpt.of(line, new Place('w.yaml', 3, column), 80)

        expect:
        excerpt.line() == 3
        excerpt.text() == shown
        excerpt.marks() == marks

        where:
        what                    | line                    | column || shown                   | marks
        'a word'                | '  a: {type: shel}'     | 7      || '  a: {type: shel}'     | '      ^^^^'
        'a kebab-case word'     | 'runIf: any-faild,'     | 8      || 'runIf: any-faild,'     | '       ^^^^^^^^^'
        'a quoted text'         | 'a: "two words" # x'    | 4      || 'a: "two words" # x'    | '   ^^^^^^^^^^^'
        'a reference'           | 'data: $rows.rowz}'     | 7      || 'data: $rows.rowz}'     | '      ^^^^^^^^^^'
        'a sign'                | 'a: }'                  | 4      || 'a: }'                  | '   ^'
        'behind the end'        | 'a: {b'                 | 7      || 'a: {b'                 | '     ^'
        'a whole line'          | '  a: b c'              | 0      || '  a: b c'              | '  ^^^^^^'
        'after a tab'           | '\ta:\tshel'            | 5      || ' a: shel'              | '    ^^^^'
        'after wide characters' | '名: shel'               | 4      || '名: shel'               | '    ^^^^'
        'after an emoji'        | '\uD83D\uDE00: shel'       | 4      || '\uD83D\uDE00: shel'       | '    ^^^^'
        'after a control'       | '\u001b[31ma: x'        | 6      || '\uFFFD[31ma: x'        | '     ^'
        'a combined letter'     | 'e\u0301: x'            | 5      || 'e\u0301: x'            | '   ^'
    }

    def "a long line is cut around the place, #where"() {
        given:
        def line = 'a' * before + ' wrong ' + 'b' * after
        def excerpt = Excerpt.of(line, new Place('w.yaml', 1, before + 2), 40)

        expect:
        excerpt.text().length() <= 40
        excerpt.text().contains(' wrong ')
        excerpt.text().substring(excerpt.marks().indexOf('^'), excerpt.marks().length()) == 'wrong'
        excerpt.text().startsWith('…') == front
        excerpt.text().endsWith('…') == back

        where:
        where           | before | after || front | back
        'at its begin'  | 3      | 100   || false | true
        'at its end'    | 100    | 3     || true  | false
        'in its middle' | 100    | 100   || true  | true
    }

    def "lines are those of the file that a place names; where there is none, nothing is shown"() {
        given:
        def file = Files.writeString(folder.resolve('w.yaml'), '\uFEFFone\r\ntwo\n')
        def lines = new SourceLines()

        expect:
        lines.line(new Place(file.toString(), line, 1)).orElse(null) == text
        new SourceLines().line(new Place('workflow loans', 1, 1)).empty

        where:
        line || text
        1    || 'one'
        2    || 'two'
        3    || null
        0    || null
    }
}
