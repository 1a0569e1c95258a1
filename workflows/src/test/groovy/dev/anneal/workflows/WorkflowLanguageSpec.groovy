package dev.anneal.workflows

import dev.anneal.dsl.WorkflowReader
import dev.anneal.dsl.write.WorkflowWriter
import dev.anneal.dsl.write.WorkflowWriter.Form
import dev.anneal.engine.adapter.quartz.QuartzCron
import dev.anneal.engine.expression.Functions
import dev.anneal.engine.plan.Capacity
import dev.anneal.engine.plan.Planner
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowFile
import dev.anneal.engine.task.TaskCatalog
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Every example of the language's page is a pair of files that read, plan, and mean the same. */
class WorkflowLanguageSpec extends Specification {

    static final String PAGE = Files.readString(Examples.FOLDER.resolve('../docs/workflow-language.md'))

    static final List<List<String>> PAIRS = pairs()

    static final TaskCatalog CATALOG = TaskCatalog.ofClassPath()

    @TempDir
    Path folder

    def "the example '#name' means the same in both forms, and can run"() {
        when:
        def yaml = read('example.yaml', yamlText)
        def groovy = read('example.groovy', groovyText)

        then:
        yaml.workflows() == groovy.workflows()
        new Planner(CATALOG).plan(yaml).size() == yaml.workflows().size()

        where:
        [yamlText, groovyText] << PAIRS
        name = yamlText.readLines()[0] - 'workflow: '
    }

    def "the example '#name' comes back equal from the other form, either way"() {
        given:
        def writer = new WorkflowWriter(CATALOG)
        def yaml = read('example.yaml', yamlText)
        def groovy = read('example.groovy', groovyText)

        expect:
        read('back.groovy', writer.write(yaml, yamlText, Form.GROOVY)).workflows() == yaml.workflows()
        read('back.yaml', writer.write(groovy, groovyText, Form.YAML)).workflows() == yaml.workflows()

        where:
        [yamlText, groovyText] << PAIRS
        name = yamlText.readLines()[0] - 'workflow: '
    }

    def "every word of the engine has an example"() {
        given:
        def said = PAIRS.collect { it[0] }.join('\n')

        expect:
        TaskSpec.WORDS.findAll { !(said =~ /\b$it: /) } == []
        ['concurrency', 'timeout', 'atOnce', 'outputs', 'always', 'defaults'].findAll { !(said =~ /(?m)^$it:/) } == []
    }

    def "every function stands on the page as it is"() {
        expect:
        Functions.all().collect { "| `${it.signature()}` | ${it.does()} |".toString() }.findAll { !PAGE.contains(it) } == []
    }

    def "the example that is wrong comes to the messages that the page shows"() {
        given:
        def (wrong, messages) = [(PAGE =~ /(?s)```yaml wrong\n(.*?)```/)[0][1], (PAGE =~ /(?s)```text\n(.*?)```/)[0][1]]
        def here = new Planner(CATALOG).within(new Capacity([cpu: 4_000L, db: 2_000L]))

        when:
        here.plan(read('places.yaml', wrong))

        then:
        def refusal = thrown(InvalidWorkflowException)
        refusal.problems().collect { it.toString() - "$folder/" } == messages.readLines()
    }

    private WorkflowFile read(String name, String text) {
        new WorkflowReader(CATALOG, new QuartzCron()).read(Files.writeString(folder.resolve(name), text))
    }

    private static List<List<String>> pairs() {
        def blocks = (PAGE =~ /(?s)```(yaml|groovy)\n(.*?)```/).collect { [it[1], it[2]] }
        assert blocks*.get(0) == ['yaml', 'groovy'] * (blocks.size() / 2 as int)
        blocks*.get(1).collate(2)
    }
}
