package dev.anneal.runner

import dev.anneal.runner.app.author.Template
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The commands that help to write workflow files: convert, graph and init. */
class AuthoringSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home

    void setup() {
        home = new CommandLines(folder.resolve('home'))
    }

    def "the template #template runs as it is, draws, and is the same in both forms"() {
        given:
        home.succeed('init', template, folder.resolve('new/deep'))
        home.succeed('init', template, folder, '--groovy')
        def yaml = folder.resolve("new/deep/${template}.yaml")
        def groovy = folder.resolve("${template}.groovy")

        when:
        home.succeed('run', yaml)
        def converted = home.succeed('convert', yaml).out

        then:
        converted.readLines().findAll { !it.startsWith('//') } == Files.readAllLines(groovy).findAll { !it.startsWith('//') }
        !Files.readString(groovy).contains("${template}.yaml")
        home.succeed('graph', groovy).out.contains('</svg>')
        home.succeed('graph', '--run', 'last').out.contains('✓ succeeded')

        where:
        template << Template.values()*.word()
    }

    def "init lists the templates, and never writes over a file"() {
        given:
        home.succeed('init', 'shell', folder)

        expect:
        home.succeed('init').lines().drop(1).collect { it.tokenize().first() } == Template.values()*.word()
        refused(2, 'shell.yaml exists already; nothing was written.', 'init', 'shell', folder)
        refused(3, "there is no template 'tabluar'. Did you mean 'tabular'?", 'init', 'tabluar', folder)
        refused(1, 'cannot make the folder', 'init', 'shell', folder.resolve('shell.yaml/below'))
    }

    def "convert goes to the other form, or to the one that is named, with the comments"() {
        given:
        def file = write('w.yaml', '# head\n\n# of w\nworkflow: w\ntasks:\n  # of t\n  t: {type: shell, command: echo a} # behind\n# end\n')

        expect:
        home.succeed('convert', file).out == '''\
            // head

            // of w
            workflow('w') {
                tasks {
                    // of t
                    // behind
                    shell('t') { command 'echo a' }
                }
            }
            // end
            '''.stripIndent()
        home.succeed('convert', file, '--to', 'yaml').out.startsWith('# head\n\n# of w\nworkflow: w\n')
        home.succeed('convert', file, '-o', folder.resolve('out.groovy')).out.empty
        Files.readString(folder.resolve('out.groovy')).startsWith('// head')
        refused(2, 'out.groovy exists already', 'convert', file, '-o', folder.resolve('out.groovy'))
        refused(2, 'there is no folder', 'convert', file, '-o', folder.resolve('nowhere/out.groovy'))
    }

    def "convert says what is wrong with a file, and what the other form cannot say"() {
        expect:
        refused(2, 'there is no such workflow file', 'convert', folder.resolve('none.yaml'))
        refused(2, "a workflow has no 'taks'. Did you mean 'tasks'?", 'convert', write('wrong.yaml', 'workflow: w\ntaks: {}\n'))
        refused(2, "Groovy means something else by 'in'", 'convert',
                write('in.yaml', 'workflow: w\ntasks:\n  in: {type: generate, kind: sea}\n  d: {type: dataset, source: $in.rows}\n'))
    }

    def "graph writes the format that is asked for, or that the file's name ends in"() {
        given:
        def file = write('w.yaml', 'workflow: w\ntasks:\n  t: {type: shell, command: a}\n---\nworkflow: other\ntasks:\n  u: {type: shell, command: a}\n')
        def out = folder.resolve(name)

        when:
        home.succeed('graph', file, *options, '-o', out)
        home.succeed('graph', file, *options, '-o', out)

        then:
        Files.readString(out).contains(text)

        where:
        name    | options                             || text
        'a.svg' | []                                  || 'prefers-color-scheme'
        'a.svg' | ['--dark']                          || 'svg{background:#14181e}'
        'a.svg' | ['other']                           || '>u</text>'
        'a.mmd' | []                                  || 'flowchart LR'
        'a.dot' | []                                  || 'digraph "w"'
        'a.txt' | ['--format', 'mermaid']             || 'flowchart LR'
    }

    def "graph says what it does not find, and where it cannot write"() {
        given:
        def file = write('w.yaml', 'workflow: churn\ntasks:\n  t: {type: shell, command: a}\n')
        home.succeed('run', write('ok.yaml', 'workflow: w\ntasks:\n  t: {type: shell, command: "true"}\n'))

        expect:
        refused(2, 'there is no such workflow file', 'graph', folder.resolve('none.yaml'))
        refused(2, "has no workflow 'chrun'. Did you mean 'churn'?", 'graph', file, 'chrun')
        refused(2, 'name a workflow file, or a run', 'graph')
        refused(2, 'say one of them', 'graph', file, '--dark', '--light')
        refused(3, "there is no run 'zzz'", 'graph', '--run', 'zzz')
        refused(2, "has no workflow 'w'", 'graph', file, '--run', 'last')
        refused(1, 'there is no such folder', 'graph', file, '-o', folder.resolve('nowhere/a.svg'))
        refused(1, 'this is a folder', 'graph', file, '-o', folder)
        refused(2, 'unknown-type', 'graph', write('bad.yaml', 'workflow: w\ntasks:\n  t: {type: unknown-type}\n'))
    }

    private Path write(String name, String text) {
        Files.writeString(folder.resolve(name), text)
    }

    private boolean refused(int code, String message, Object... arguments) {
        def result = home.run(arguments)
        assert result.code == code: result
        assert result.err.contains(message)
        assert !result.err.contains('\tat ')
        assert result.out.empty
        true
    }
}
