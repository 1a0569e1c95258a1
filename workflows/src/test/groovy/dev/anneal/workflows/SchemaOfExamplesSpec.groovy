package dev.anneal.workflows

import dev.anneal.dsl.schema.TaskReference
import dev.anneal.dsl.schema.WorkflowSchema
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.testing.SchemaCheck
import java.nio.file.Files
import spock.lang.Specification

/** The schema and the reference of the real task types. */
class SchemaOfExamplesSpec extends Specification {

    static final TaskCatalog CATALOG = TaskCatalog.ofClassPath()
    static final SchemaCheck CHECK = new SchemaCheck(WorkflowSchema.of(CATALOG))

    static final String PAGE = text('../docs/workflow-language.md')
    static final List<String> EXAMPLES = blocks(PAGE, 'yaml') + blocks(text('../README.md'), 'yaml') +
            ['loans', 'electricity'].collect { text("$it/workflow.yaml") }

    def "nothing in the example '#name' is marked"() {
        expect:
        CHECK.findings(example) == []

        where:
        example << EXAMPLES
        name = (example =~ /(?m)^workflow: (\w+)/)[0][1]
    }

    def "in the example that is wrong it marks what needs no other part of the file"() {
        expect:
        CHECK.findings(blocks(PAGE, 'yaml wrong')[0])*.message().findAll { it.contains('timeuot') } != []
    }

    def "docs/task-types.md says what the settings records say"() {
        expect: 'else write it anew: ./anneal schema --task-types -o docs/task-types.md'
        text('../docs/task-types.md') == TaskReference.markdown(CATALOG)
    }

    def "every setting and output of ours says what it is for"() {
        expect:
        CATALOG.descriptions().collectMany { type ->
            TaskReference.settings(CATALOG.schema(type)).findAll { it.help().empty }.collect { "$type.name: ${it.name()}" } +
                    type.outputs().findAll { it.help().empty }.collect { "$type.name: ${it.name()}" }
        } == []
    }

    private static String text(String path) {
        Files.readString(Examples.FOLDER.resolve(path))
    }

    private static List<String> blocks(String page, String kind) {
        (page =~ /(?s)```$kind\n(.*?)```/).collect { it[1] as String }
    }
}
