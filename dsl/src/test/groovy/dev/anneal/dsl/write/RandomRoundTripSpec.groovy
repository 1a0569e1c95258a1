package dev.anneal.dsl.write

import dev.anneal.dsl.LoanTypes
import dev.anneal.dsl.Reading
import dev.anneal.dsl.write.WorkflowWriter.Form
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import java.nio.file.Path
import spock.lang.Specification

/** Whatever a spec holds, a file of either form says it: a word that a writer forgets fails here. */
class RandomRoundTripSpec extends Specification implements Reading {

    private static final boolean SOAK = Boolean.getBoolean('anneal.soak')

    WorkflowWriter writer = new WorkflowWriter(LoanTypes.catalog())

    def "#count random specs come back equal from #form"() {
        given:
        def specs = new RandomSpecs(count)

        expect:
        (1..count).every {
            def file = specs.file()
            def text = writer.write(file, form)
            assert back(text, form) == file: text
            true
        }

        where:
        form        | count
        Form.YAML   | (SOAK ? 20_000 : 150)
        Form.GROOVY | (SOAK ? 1_000 : 10)
    }

    def "the random specs have every part of a spec, in more than one way"() {
        given:
        def specs = new RandomSpecs(7)
        (1..100).each { specs.file() }

        expect:
        specs.seen.findAll { part, values -> values.size() < 2 }.keySet() == [] as Set
        records(WorkflowSpec).collectMany { record -> record.recordComponents.collect { "${record.simpleName}.$it.name".toString() } }
                .findAll { !specs.seen.containsKey(it) } == []
    }

    def "every word of a task is written"() {
        given:
        def specs = new RandomSpecs(3)
        def texts = (1..100).collect { writer.write(specs.file(), Form.YAML) }.join('\n')

        expect:
        TaskSpec.WORDS.findAll { !(texts =~ /\b$it: /) } == []
    }

    private List<WorkflowSpec> back(String text, Form form) {
        try {
            reader.parse(Path.of("back.${form.word()}"), text).workflows()
        } catch (InvalidWorkflowException invalid) {
            throw new AssertionError("${invalid.problems()[0]} in\n$text" as Object)
        }
    }

    /** The records that a record is made of, but for expressions. */
    private static Set<Class> records(Class<?> type, Set<Class> found = []) {
        if (type.isRecord() && found.add(type)) {
            type.recordComponents.each { component ->
                (component.genericType.typeName =~ /dev\.anneal\.engine\.spec\.[\w$]+/).each { records(Class.forName(it as String), found) }
            }
        } else if (type.isSealed() && type.simpleName != 'Expression') {
            type.permittedSubclasses.each { records(it, found) }
        }
        found
    }
}
