package dev.anneal.runner.app.reading;

import dev.anneal.engine.spec.WorkflowFile;
import java.nio.file.Path;

/** A way to read a workflow file. */
@FunctionalInterface
public interface FileReading {

    /**
     * @throws dev.anneal.engine.problem.InvalidWorkflowException with every problem of the file
     * @throws dev.anneal.engine.problem.AnnealException where it cannot, or may not, be read
     */
    WorkflowFile read(Path file);

    /** This way for files that the rule lets through, and none for the others. */
    default FileReading under(GroovyRule rule) {
        return file -> {
            rule.check(file);
            return read(file);
        };
    }
}
