package dev.anneal.runner.cli;

import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import dev.anneal.runner.app.reading.GroovyRule;
import picocli.CommandLine.Option;

/** Whether files that are code are read. */
final class YamlOnly {

    static final String DESCRIPTION = "Refuse Groovy files: they are code, which runs while it is read.";

    @Option(names = "--yaml-only", description = DESCRIPTION)
    private boolean yamlOnly;

    /** What reads the files that a command is given. */
    WorkflowFiles files(TaskCatalog catalog) {
        return Anneal.workflowFiles(catalog).under(yamlOnly ? GroovyRule.NONE : GroovyRule.ANY);
    }
}
