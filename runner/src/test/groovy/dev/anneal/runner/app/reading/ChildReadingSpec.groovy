package dev.anneal.runner.app.reading

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.spec.WorkflowFile
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.runner.app.Anneal
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** With real processes. */
class ChildReadingSpec extends Specification {

    static final String GOOD = '''\
        workflow('w') {
            params { integer 'from', default: 3 }
            tasks {
                shell('b') { command "echo ${params.from}"; outputs z: 'z', a: 'a' }
                shell('a') { after b; command 'echo'; inputs text: b.a; when { params.from > 1 && params.from < 10 }; retry 2 }
            }
            outputs { label "of ${run.id}" }
        }
        '''.stripIndent()

    @TempDir
    Path folder

    private ChildReading reading(Duration patience = Duration.ofSeconds(60)) {
        def jvm = [Path.of(System.getProperty('java.home'), 'bin', 'java').toString(), '-XX:+UseSerialGC', '-Xlog:disable',
                   '-cp', System.getProperty('java.class.path')]
        new ChildReading(new ReaderLaunch(jvm, ['dev.anneal.runner.Main', 'read-file', '--home', "$folder/home".toString()]), patience)
    }

    private Path write(String text) {
        Files.writeString(folder.resolve('w.groovy'), text)
    }

    private String refusal(String text, Duration patience = Duration.ofSeconds(60)) {
        def file = write(text)
        try {
            reading(patience).read(file)
            'none'
        } catch (InvalidWorkflowException e) {
            e.message.replace(file.toString(), 'FILE')
        }
    }

    private static List<String> placed(WorkflowFile file) {
        List<String> found = []
        SpecNodes.visit(file.workflows()) { number, node -> found << "${node.class.simpleName} ${file.places().of(node, '')}".toString() }
        found
    }

    def "what comes back is what would have been read here, places included"() {
        given:
        def file = write(GOOD)

        when:
        def apart = reading().read(file)
        def here = Anneal.reader(TaskCatalog.ofClassPath()).read(file)

        then:
        apart.path() == here.path()
        apart.workflows() == here.workflows()
        apart.places().parts() == here.places().parts()
        placed(apart) == placed(here)
        placed(apart).size() > 15
    }

    def "problems come back as they would have been told here"() {
        given:
        def file = write(GOOD.replace('retry 2', 'retry 2; timeout true').replace("default: 3", "default: 'x'"))

        when:
        reading().read(file)

        then:
        def apart = thrown(InvalidWorkflowException)

        when:
        Anneal.reader(TaskCatalog.ofClassPath()).read(file)

        then:
        def here = thrown(InvalidWorkflowException)
        apart.problems() == here.problems()
        apart.problems().size() == 2
    }

    def "a file that is not there is refused as it would be here"() {
        when:
        reading().read(folder.resolve('nowhere.groovy'))

        then:
        def refused = thrown(AnnealException)
        refused.kind() == AnnealException.Kind.BAD_INPUT
        refused.message.contains('there is no such workflow file')
    }

    def "a file that #what is stopped, and that is said"() {
        expect:
        refusal(text, Duration.ofSeconds(patience)).startsWith(message)

        where:
        what                   | text                                                             | patience || message
        'never ends'           | 'while (true) { }'                                               | 6        || 'FILE: reading it was stopped after 6 s'
        'cannot be interrupted' | 'while (true) { try { new java.util.concurrent.CountDownLatch(1).await() } catch (Throwable t) { } }'    | 6        || 'FILE: reading it was stopped after 6 s'
        'starts what goes on'  | '"sleep 1000".execute().waitFor()'                               | 6        || 'FILE: reading it was stopped after 6 s'
        'exits'                | 'System.exit(0)'                                                 | 60       || 'FILE: it ends the process that reads it (exit code 0)'
        'exits with a code'    | 'System.exit(3)'                                                 | 60       || 'FILE: it ends the process that reads it (exit code 3)'
        'halts'                | 'Runtime.runtime.halt(7)'                                        | 60       || 'FILE: the process that read it died (exit code 7)'
        'eats memory'          | 'def all = []; while (true) { all << new byte[1000000] }'        | 60       || 'FILE: the process that read it died (exit code 3), most likely because it needs more than 256 MB'
        'hides that'           | 'def all = []; while (true) { try { all << new byte[1000000] } catch (Throwable t) { } }' | 60 || 'FILE: the process that read it died (exit code 3)'
    }

    def "threads that a file leaves behind keep nobody waiting, and what it prints goes nowhere"() {
        given:
        def file = write("Thread.start { new java.util.concurrent.CountDownLatch(1).await() }\n1.upto(100_000) { System.out.println(it) }\n" + GOOD)

        expect:
        reading().read(file).workflows()*.name() == ['w']
    }

    def "nothing is left of the process"() {
        when:
        def told = refusal('"sleep 987654".execute(); while (true) { }', Duration.ofSeconds(6))

        then:
        told.contains('stopped after')
        ProcessHandle.allProcesses().noneMatch { it.info().arguments().map { it as List }.orElse([]).contains('987654') }
    }
}
