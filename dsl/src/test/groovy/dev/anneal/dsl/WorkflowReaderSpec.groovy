package dev.anneal.dsl

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.problem.AnnealException.Kind
import dev.anneal.engine.problem.InvalidWorkflowException
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class WorkflowReaderSpec extends Specification implements Reading {

    static final String YAML = 'workflow: w\ntasks: {t: {type: shell, run: x}}\n'
    static final String GROOVY = "workflow('w') { tasks { shell('t') { run 'x' } } }\n"

    @TempDir
    Path home

    def "the extension of #name decides the form"() {
        expect:
        read(name, text).workflows()*.name() == ['w']

        where:
        name       || text
        'a.yaml'   || YAML
        'a.yml'    || YAML
        'a.YAML'   || YAML
        'a.groovy' || GROOVY
    }

    def "a file knows its absolute path, and is named in problems as the user named it"() {
        given:
        def file = Files.writeString(home.resolve('w.yaml'), YAML)
        def relative = Path.of('').toAbsolutePath().relativize(file)

        expect:
        reader.read(relative).path() == file
        reader.read(relative).places().of('w').file() == relative.toString()
    }

    def "a file that is missing is told from its neighbours"() {
        given:
        Files.writeString(home.resolve('workflow.yaml'), YAML)

        when:
        reader.read(home.resolve('workfow.yaml'))

        then:
        AnnealException missing = thrown()
        missing.kind() == Kind.BAD_INPUT
        missing.message.contains('workfow.yaml: there is no such workflow file.')
        missing.message.contains("Did you mean '${home.resolve('workflow.yaml')}'?")
    }

    def "a folder is no workflow file, and says which are in it"() {
        given:
        Files.writeString(home.resolve('a.groovy'), GROOVY)
        Files.writeString(home.resolve('notes.txt'), '')

        when:
        reader.read(home)

        then:
        AnnealException folder = thrown()
        folder.kind() == Kind.BAD_INPUT
        folder.message.endsWith('name the workflow file in it. It has a.groovy')
    }

    def "a file of another kind is refused"() {
        when:
        read('a.json', '{}')

        then:
        AnnealException refused = thrown()
        refused.kind() == Kind.BAD_INPUT
        refused.message.contains("ends in .groovy, .yaml, .yml, found '.json'")
    }

    def "a file that is not UTF-8 is refused"() {
        given:
        def file = Files.write(home.resolve('w.yaml'), "workflow: w # gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1))

        when:
        reader.read(file)

        then:
        AnnealException refused = thrown()
        refused.kind() == Kind.BAD_INPUT
        refused.message.contains('not UTF-8')
    }

    def "an empty #form file is refused"() {
        when:
        read("w.$form", text)

        then:
        InvalidWorkflowException refused = thrown()
        refused.problems()*.code() == ['no-workflow']

        where:
        form     | text
        'yaml'   | ''
        'yaml'   | '  \n\n'
        'yaml'   | '# nothing\n---\n'
        'groovy' | ''
        'groovy' | '// nothing\n'
        'groovy' | 'class Nothing {}\n'
    }

    def "a byte order mark is no part of the text"() {
        expect:
        read('w.yaml', '\uFEFF' + YAML).workflows()[0].name() == 'w'
        read('w.groovy', '\uFEFF' + GROOVY).workflows()[0].name() == 'w'
    }

    def "an InvalidWorkflowException has every problem of a file, in source order"() {
        when:
        read('w.yaml', 'workflow: w\ntasks:\n  b-c: {type: shell, retry: x}\nparamz: 1\nparams: {a: {}}\n')

        then:
        InvalidWorkflowException refused = thrown()
        refused.problems()*.place()*.line() == [3, 3, 4, 5]
    }
}
