package dev.anneal.engine.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * What was read from one file: its workflows, and where their parts stand.
 *
 * @param path absolute path of the file
 * @param workflows in source order, at least one
 */
public record WorkflowFile(Path path, List<WorkflowSpec> workflows, Places places) {
    public WorkflowFile {
        workflows = List.copyOf(workflows);
    }
}
