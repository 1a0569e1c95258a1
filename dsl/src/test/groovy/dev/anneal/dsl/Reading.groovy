package dev.anneal.dsl

import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.problem.Problem
import dev.anneal.engine.spec.WorkflowFile
import dev.anneal.engine.trigger.CronSyntax
import java.nio.file.Files
import java.nio.file.Path

/** Reads texts as files named {@code w.yaml} and {@code w.groovy}. */
trait Reading {

    /** Six or seven fields: what Quartz makes of them is the engine's business. */
    CronSyntax cron = { String text ->
        text.split(/\s+/).length in 6..7 ? Optional.empty() : Optional.of("it has ${text.split(/\s+/).length} fields".toString())
    }

    WorkflowReader reader = new WorkflowReader(LoanTypes.catalog(), cron)

    Path folder = newFolder()

    WorkflowFile yaml(String text) {
        read('w.yaml', text)
    }

    WorkflowFile groovy(String text) {
        read('w.groovy', text)
    }

    WorkflowFile read(String name, String text) {
        def file = folder.resolve(name)
        Files.writeString(file, text)
        file.toFile().deleteOnExit()
        reader.read(file)
    }

    List<Problem> problems(String name, String text) {
        try {
            read(name, text)
            []
        } catch (InvalidWorkflowException invalid) {
            invalid.problems()
        }
    }

    Path resource(String path) {
        Path.of(getClass().getResource(path).toURI())
    }

    private static Path newFolder() {
        def made = Files.createTempDirectory('reading')
        made.toFile().deleteOnExit()
        made
    }
}
