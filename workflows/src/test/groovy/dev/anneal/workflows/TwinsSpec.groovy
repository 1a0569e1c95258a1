package dev.anneal.workflows

import dev.anneal.engine.task.TaskCatalog
import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class TwinsSpec extends Specification {

    @TempDir
    Path folder

    private static read(String name) {
        Anneal.workflowFiles(TaskCatalog.ofClassPath()).read(Examples.file(name))
    }

    def "loans means the same in Groovy and in YAML"() {
        when:
        def groovy = read('loans/workflow.groovy').plans()
        def yaml = read('loans/workflow.yaml').plans()

        then:
        groovy*.workflow()*.name() == ['loans', 'loans_watch']
        groovy*.workflow() == yaml*.workflow()
        groovy*.digest() == yaml*.digest()
    }

    def "#file comes back equal from the other form"() {
        given:
        def line = new CommandLines(folder.resolve('home'))
        def other = folder.resolve("w.${file.endsWith('.yaml') ? 'groovy' : 'yaml'}")

        when:
        line.succeed('convert', Examples.file(file), '-o', other)

        then:
        Anneal.workflowFiles(TaskCatalog.ofClassPath()).read(other).plans()*.digest() == read(file).plans()*.digest()

        where:
        file << ['loans/workflow.groovy', 'loans/workflow.yaml', 'electricity/workflow.yaml']
    }

    def "every example is valid, and validating makes no home"() {
        given:
        def line = new CommandLines(folder.resolve('home'))

        expect:
        line.succeed('validate', Examples.file(name)).lines().size() == 2
        !folder.resolve('home').toFile().exists()

        where:
        name << ['loans/workflow.groovy', 'loans/workflow.yaml', 'electricity/workflow.yaml']
    }
}
