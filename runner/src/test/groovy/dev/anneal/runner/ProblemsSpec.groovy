package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a person sees of a file that is wrong. */
class ProblemsSpec extends Specification {

    @TempDir
    Path folder

    private Path write(String name, String text) {
        def file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text.stripIndent())
    }

    private CommandLines.Result run(Object... arguments) {
        new CommandLines(folder.resolve('home')).run(arguments)
    }

    def "#command shows the line of each problem and marks the place"() {
        given:
        def file = write('w.yaml', 'workflow: w\ntasks:\n\ta: {type: shel}\n'.replace('\t', '  '))

        when:
        def result = run(command, file)

        then:
        result.code == 2
        result.shown == """\
            $file:3:7: task 'a' has the type 'shel', which is unknown. Did you mean 'shell'?
                3 |   a: {type: shel}
                  |       ^^^^
            """.stripIndent()

        where:
        command << ['validate', 'plan', 'run']
    }

    def "validate takes folders, tells of each file, and sums up"() {
        given:
        write('all/a.yaml', 'workflow: a\ntasks:\n  t: {type: shell, command: echo}\n')
        write('all/deep/b.groovy', "workflow('b') { tasks { shell('t') { command 'echo' } } }\n")
        write('all/deep/c.yml', 'workflow: c\n')
        ['all/.hidden/x.yaml', 'all/target/x.yaml', 'all/a.test.yaml', 'all/ASpec.groovy', 'all/notes.txt'].each { write(it, 'no workflow') }

        when:
        def result = run('validate', folder.resolve('all'), folder.resolve('all/a.yaml'))

        then:
        result.code == 2
        result.out.readLines() == [
            "✓ $folder/all/a.yaml: workflow 'a', 1 task", "✓ $folder/all/deep/b.groovy: workflow 'b', 1 task", '3 files checked, 1 wrong: 1 problem',
        ]*.toString()
        result.err.startsWith("$folder/all/deep/c.yml:1:11: ")

        when:
        Files.delete(folder.resolve('all/deep/c.yml'))

        then:
        run('validate', folder.resolve('all')).with { code == 0 && out.endsWith('2 files checked, all right\n') }
    }

    def "two files may say the same of a workflow, and not two things"() {
        given:
        def twins = [write('a.yaml', 'workflow: w\ntasks:\n  t: {type: shell, command: echo}\n'),
                     write('a.groovy', "workflow('w') { tasks { shell('t') { command 'echo' } } }\n")]
        def other = write('b.yaml', '# not the same\nworkflow: w\ntasks:\n  t: {type: shell, command: date}\n')

        expect:
        run('validate', *twins).code == 0

        when:
        def result = run('validate', *twins, other)

        then:
        result.code == 2
        result.err == "$other:2:11: workflow 'w' is defined otherwise in ${twins[0]}:1:11. Give one of them another name, or make them the same.\n"
    }

    def "a folder without workflows is a mistake"() {
        expect:
        run('validate', Files.createDirectory(folder.resolve('none'))).with { code == 2 && err.contains('there is no workflow file in this folder') }
    }

    def "--json tells an editor which text is meant"() {
        given:
        def file = write('w.yaml', 'workflow: w\ntasks:\n  a: {type: shell, command: "\uD83D\uDE00", envi: 3}\n')
        def missing = folder.resolve('none.yaml')

        when:
        def json = run('validate', file, missing, '--json').json()

        then:
        json.valid == false
        json.files == [file, missing]*.toString()
        json.problems.size() == 2
        json.problems[0] == [
            file: file.toString(), line: 3, column: 40, range: [start: [line: 2, character: 40], end: [line: 2, character: 41]],
            severity: 'error', code: 'unknown-setting', message: "task 'a' (shell) has no setting 'envi'. Did you mean 'env'?", source: 'anneal',
        ]
        json.problems[1].range == [start: [line: 0, character: 0], end: [line: 0, character: 0]]
        json.problems[1].message == 'there is no such workflow file.'
    }

    def "warnings are told with --lint, fail only with --strict, and are silenced by a comment"() {
        given:
        def odd = write('w.yaml', """\
            workflow: w
            params:
              a: {type: integer, default: 1}
            triggers:
              past: {type: cron, at: '0 0 3 * * ? 2020'}
            tasks:
              t: {type: shell, command: echo, env: {API_TOKEN: abc}, when: 1 < 2}
            """)

        expect:
        run('validate', odd).with { code == 0 && shown.empty }
        run('validate', odd, '--lint').with {
            assert code == 0
            assert err.readLines()*.find(/\[[a-z-]+]$/) == ['[unused-parameter]', '[schedule-never-fires]', '[plain-secret]', '[constant-condition]']
            assert shown.startsWith("$odd:3:3: warning: nothing reads the parameter 'a'. Read it as 'params.a', or take it out. [unused-parameter]\n    3 |   a: ")
            true
        }
        run('validate', odd, '--strict').code == 2
        run('validate', odd, '--lint', '--json').json().with { valid && problems*.severity.unique() == ['warning'] }

        when:
        Files.writeString(odd, Files.readString(odd).readLines().collect { "$it # anneal: allow unused-parameter, schedule-never-fires, plain-secret, constant-condition" }.join('\n'))

        then:
        run('validate', odd, '--strict').with { code == 0 && err.empty }
    }
}
