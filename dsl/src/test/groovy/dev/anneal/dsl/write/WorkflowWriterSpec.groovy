package dev.anneal.dsl.write

import dev.anneal.dsl.LoanTypes
import dev.anneal.dsl.Reading
import dev.anneal.dsl.WorkflowReader
import dev.anneal.dsl.write.WorkflowWriter.Form
import dev.anneal.engine.spec.WorkflowFile
import java.nio.file.Path
import spock.lang.Specification

/** What is written reads back to an equal spec, and looks as if a person had written it. */
class WorkflowWriterSpec extends Specification implements Reading {

    WorkflowWriter writer = new WorkflowWriter(LoanTypes.catalog())

    def "#file comes back equal from #form"() {
        given:
        def path = resource("/twins/$file")
        def read = reader.read(path)

        when:
        def text = writer.write(read, WorkflowReader.text(path), form)
        def again = back(text, form)

        then:
        again.workflows() == read.workflows()

        and: 'what was written once is written the same again'
        writer.write(again, text, form) == text

        where:
        [file, form] << [['loans', 'words', 'flow', 'attempts'].collectMany { ["${it}.yaml", "${it}.groovy"] }, Form.values()].combinations()
    }

    private WorkflowFile back(String text, Form form) {
        reader.parse(Path.of("back.${form.word()}"), text)
    }
}
