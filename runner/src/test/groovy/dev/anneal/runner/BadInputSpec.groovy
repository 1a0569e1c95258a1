package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Each mistake gets one clear message and its exit code; nothing is left behind. */
class BadInputSpec extends Specification {

    static final String ONE_TASK = 'workflow: w\ntasks:\n  hello: {type: shell, command: echo hello}\n'
    static final String COUNTED = '''\
            workflow: w
            params: {count: {type: integer, min: 0}}
            tasks:
              hello: {type: shell, command: "echo ${params.count}"}
            '''.stripIndent()

    @TempDir
    Path folder

    @Shared
    @TempDir
    Path used

    @Shared
    CommandLines home

    void setupSpec() {
        home = new CommandLines(used.resolve('home'))
        def file = used.resolve('w.yaml')
        Files.writeString(file, 'workflow: w\ntasks:\n  hello: {type: shell, command: echo hello > greeting, outputs: {text: greeting}}\n')
        home.succeed('run', file)
    }

    private CommandLines.Result run(Object... arguments) {
        new CommandLines(folder.resolve('home')).run(arguments)
    }

    private static boolean forPeople(CommandLines.Result result) {
        def all = result.out + result.err
        assert !all.contains('\tat ')
        assert !all.contains('Exception')
        assert !all.contains('fault of Anneal')
        true
    }

    private boolean leftNothing() {
        assert folder.toFile().list().every { it in ['w.yaml', 'w.groovy', 'rows.csv', 'a-file'] }
        true
    }

    def "a workflow file with #what is refused where it is wrong"() {
        given:
        Files.writeString(folder.resolve('w.yaml'), text.stripIndent())

        when:
        def result = run('run', folder.resolve('w.yaml'))

        then:
        result.code == 2
        result.err.readLines() == messages.collect { "$folder/w.yaml:$it".toString() }
        result.out.empty
        forPeople(result)
        leftNothing()

        where:
        what                   | text                                                                    || messages
        'a map left open'      | 'workflow: w\ntasks:\n  a: {type: shell, command: echo'                 || ["3:33: the file ends inside a '{' or '['; close it"]
        'an unknown task type' | 'workflow: w\ntasks:\n  a: {type: shel, command: echo}\n'               || ["3:7: task 'a' has the type 'shel', which is unknown. Did you mean 'shell'?"]
        'an unknown setting'   | 'workflow: w\ntasks:\n  a: {type: shell, command: echo, envi: {}}\n'    || ["3:41: task 'a' (shell) has no setting 'envi'. Did you mean 'env'?"]
        'a wrong type'         | 'workflow: w\ntasks:\n  a: {type: generate, kind: sea, rows: many}\n'   || ["3:40: 'rows' of task 'a': expected a whole number from 1 to 20000000, found 'many'."]
        'a circle'             | '''\
                                 workflow: w
                                 tasks:
                                   a: {type: shell, command: echo, after: b}
                                   b: {type: shell, command: echo, after: a}
                                 '''                                                                     || ['3:3: tasks wait for each other in a circle: a -> b -> a. A loop is closed by a run request, not by a reference.']
        'no such output'       | '''\
                                 workflow: w
                                 tasks:
                                   s: {type: generate, kind: sea, rows: 100}
                                   d: {type: dataset, source: $s.rowz, target: class}
                                 '''                                                                     || ["4:30: task 'd' reads 's.rowz', but 's' (generate) produces [rows]. Did you mean 's.rows'?"]
        'no such task'         | '''\
                                 workflow: w
                                 tasks:
                                   stream: {type: generate, kind: sea, rows: 100}
                                   d: {type: dataset, source: $straem.rows, target: class}
                                 '''                                                                     || ["4:30: task 'd' reads 'straem.rows', but nothing is called 'straem'. Did you mean 'stream'?"]
        'no such shell output' | '''\
                                 workflow: w
                                 tasks:
                                   s: {type: shell, command: echo, outputs: {greeting: g.txt}}
                                   d: {type: shell, command: echo, inputs: {text: $s.greting}}
                                 '''                                                                     || ["4:50: task 'd' reads 's.greting', but 's' (shell) produces [greeting]. Did you mean 's.greeting'?"]
        'two mistakes'         | '''\
                                 workflow: w
                                 tasks:
                                   a: {type: shel, command: echo}
                                   b: {type: shell, command: echo, envi: {}}
                                 '''                                                                     || ["3:7: task 'a' has the type 'shel', which is unknown. Did you mean 'shell'?", "4:41: task 'b' (shell) has no setting 'envi'. Did you mean 'env'?"]
    }

    def "a Groovy file with #what is refused where it is wrong"() {
        given:
        Files.writeString(folder.resolve('w.groovy'), text.stripIndent())

        when:
        def result = run('run', folder.resolve('w.groovy'))

        then:
        result.code == 2
        result.err.startsWith("$folder/w.groovy:$line:")
        message.every { result.err.contains(it) }
        forPeople(result)
        leftNothing()

        where:
        what                   | text                                                                          || line | message
        'a brace left open'    | "workflow('w') {\n    tasks {\n"                                              || 3    | []
        'an unknown task type' | "workflow('w') {\n    tasks {\n        shel('a') { command 'echo' }\n    }\n}" || 3    | ["'shel'", "Did you mean 'shell'?"]
        'an unknown setting'   | "workflow('w') {\n    tasks {\n        shell('a') { command 'echo'; envi 1 }\n    }\n}" || 3 | ["'envi'", "Did you mean 'env'?"]
    }

    def "a workflow file that is not there is said to be missing"() {
        when:
        def result = run('run', folder.resolve('nowhere.yaml'))

        then:
        result.code == 2
        result.err == "$folder/nowhere.yaml: there is no such workflow file.\n"
        leftNothing()
    }

    def "#parameters is refused before anything is made"() {
        given:
        Files.writeString(folder.resolve('w.yaml'), COUNTED)

        when:
        def result = run(*(['run', folder.resolve('w.yaml')] + parameters))

        then:
        result.code == 2
        result.err.readLines() == messages
        forPeople(result)
        leftNothing()

        where:
        parameters                               || messages
        []                                       || ["workflow 'w' needs the parameter 'count' (integer): give it with -p count=..."]
        ['-p', 'count=seven']                    || ["parameter 'count' must be a whole number, at least 0, found 'seven'."]
        ['-p', 'count=-3']                       || ["parameter 'count' must be a whole number, at least 0, found '-3'."]
        ['-p', 'count=1', '-p', 'cuont=1']       || ["workflow 'w' has no parameter 'cuont'. Did you mean 'count'?"]
    }

    def "a workflow that the file does not have is not run"() {
        given:
        Files.writeString(folder.resolve('w.yaml'), ONE_TASK)

        when:
        def result = run('run', folder.resolve('w.yaml'), '-w', 'ww')

        then:
        result.code == 2
        result.err == "$folder/w.yaml has no workflow 'ww'. Did you mean 'w'?\n"
        leftNothing()
    }

    def "the command line #arguments is answered in two lines"() {
        when:
        def result = run(*arguments)

        then:
        result.code == 2
        result.err.readLines() == [message, "`$help --help` tells how it goes.".toString()]
        forPeople(result)
        leftNothing()

        where:
        arguments                       || message                                                                           | help
        ['rums']                        || "'anneal' has no command 'rums'. Did you mean 'runs'?"                            | 'anneal'
        ['run']                         || "Missing required parameter: 'FILE'."                                             | 'anneal run'
        ['runs', '--jsn']               || "'anneal runs' has no option '--jsn'. Did you mean '--json'?"                     | 'anneal runs'
        ['runs', '--limit', 'few']      || "Invalid value for option '--limit': 'few' is not a whole number."                  | 'anneal runs'
        ['runs', 'yesterday']           || "'anneal runs' takes no 'yesterday' there."                                       | 'anneal runs'
        ['run', 'w.yaml', '-p', 'x']    || "Value for option '--param' (NAME=VALUE) should be in KEY=VALUE format but was x." | 'anneal run'
        ['archive', 'lst']              || "'anneal archive' has no command 'lst'. Did you mean 'list'?"                      | 'anneal archive'
    }

    def "a data file that is missing fails the run that needs it"() {
        given:
        Files.writeString(folder.resolve('w.yaml'), 'workflow: w\ntasks:\n  d: {type: dataset, source: rows.csv, target: class}\n')

        when:
        def result = run('run', folder.resolve('w.yaml'))

        then:
        result.code == 1
        result.err.contains("d              failed: there is no file $folder/rows.csv: 'source' starts from the workflow file's folder\n")
        result.err.count('there is no file') == 1
        forPeople(result)
    }

    def "a row that is broken is told by its line, and no dataset is made of the others"() {
        given:
        Files.writeString(folder.resolve('rows.csv'), 'x,y,class\n1,2,0\n3,4\n5,6,1\n')
        Files.writeString(folder.resolve('w.yaml'), 'workflow: w\ntasks:\n  d: {type: dataset, source: rows.csv, target: class}\n')

        when:
        def result = run('run', folder.resolve('w.yaml'))

        then:
        result.code == 1
        result.err.contains('rows.csv:3: broken row: expected columns: 3, found 2')
        forPeople(result)
        run('artifacts', 'last').out == 'This run made no artifacts.\n'
        run('archive', 'verify', 'last').code == 0
    }

    def "a home that cannot be written is refused: #why"() {
        given:
        Files.writeString(folder.resolve('w.yaml'), ONE_TASK)
        Files.writeString(folder.resolve('a-file'), 'in the way')

        when:
        def result = new CommandLines(folder.resolve(place)).run('run', folder.resolve('w.yaml'))

        then:
        result.code == 1
        result.err == "the home ${folder.resolve(place)} cannot be written: $why. " +
                'Choose another with --home FOLDER or ANNEAL_HOME.\n'
        Files.readString(folder.resolve('a-file')) == 'in the way'
        leftNothing()

        where:
        place         || why
        'a-file'      || 'there is a file in its place'
        'a-file/home' || 'Not a directory'
    }

    def "looking at a home that is not there makes none"() {
        when:
        def result = run(*arguments)

        then:
        result.code == 3
        result.err.startsWith("there is no home at $folder/home: nothing has run here yet.")
        leftNothing()

        where:
        arguments << [['runs'], ['show', 'last'], ['models'], ['life', 'loans'], ['schedules', 'list'], ['archive', 'list']]
    }

    def "what #arguments names is not there"() {
        given:
        def last = home.json('runs')[0].id

        when:
        def result = home.run(*arguments)

        then:
        result.code == 3
        result.err == "${message.replace('LAST', last as String)}\n"
        result.out.empty
        forPeople(result)

        where:
        arguments                                  || message
        ['show', 'nobody']                         || "there is no run 'nobody'. `anneal runs` lists them; `last` names the newest."
        ['logs', 'last', 'helo']                   || "run LAST has no task 'helo'. Did you mean 'hello'?"
        ['get', 'last', 'hello/txt']               || "run LAST has no artifact 'hello/txt'. Did you mean 'hello/text'?"
        ['archive', 'extract', 'last', 'spec.jsn'] || "the archive of run LAST has no entry 'spec.jsn'. Did you mean 'spec.json'?"
        ['life', 'loans']                          || "no model is registered as 'loans'."
        ['models', 'loans']                        || "no model is registered as 'loans'."
        ['predict', 'loans', '--data', 'x.csv']    || "nothing is deployed to endpoint 'loans'."
    }

    def "nothing that exists is written over"() {
        given:
        def there = folder.resolve('a-file')
        Files.writeString(there, 'precious')

        when:
        def result = home.run(*(arguments + ['--to', there]))

        then:
        result.code == 2
        result.err == "$there exists already; nothing was written.\n"
        Files.readString(there) == 'precious'
        Files.list(folder).withCloseable { it.count() } == 1

        where:
        arguments << [['get', 'last', 'hello/text'], ['archive', 'extract', 'last', 'spec.json']]
    }
}
