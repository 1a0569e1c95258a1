package dev.anneal.runner.app.author;

import dev.anneal.dsl.WorkflowReader;
import dev.anneal.dsl.write.WorkflowWriter;
import dev.anneal.dsl.write.WorkflowWriter.Form;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import java.nio.file.Path;
import java.util.List;

/** Writes a workflow file in the other form, and reads what it wrote: what comes back means the same, or nothing does. */
public final class Conversion {

    private final WorkflowReader reader;
    private final WorkflowWriter writer;

    public Conversion(TaskCatalog catalog) {
        this.reader = Anneal.reader(catalog);
        this.writer = new WorkflowWriter(catalog);
    }

    /**
     * The file's workflows in that form; the form that it has already lays it out anew.
     *
     * @throws InvalidWorkflowException with every problem of the file
     * @throws AnnealException bad-input where the form has no words for it
     */
    public String convert(Path file, Form to) {
        String text = WorkflowReader.text(file);
        WorkflowFile read = reader.parse(file, text);
        String written = writer.write(read, text, to);
        check(file, read.workflows(), written, to);
        return written;
    }

    private void check(Path file, List<WorkflowSpec> workflows, String written, Form to) {
        List<WorkflowSpec> again;
        try {
            again = reader.parse(Path.of(to == Form.YAML ? "converted.yaml" : "converted.groovy"), written)
                    .workflows();
        } catch (InvalidWorkflowException refused) {
            throw refusal(
                    file,
                    to,
                    "what would be written is refused: " + refused.problems().get(0));
        }
        if (!again.equals(workflows)) {
            throw refusal(file, to, different(workflows, again) + " would mean something else there");
        }
    }

    private static AnnealException refusal(Path file, Form to, String reason) {
        return AnnealException.badInput(
                "cannot-convert", file + ": cannot be said in " + to.word() + ": " + reason + ". Nothing was written.");
    }

    /** The first thing that came back different. */
    private static String different(List<WorkflowSpec> before, List<WorkflowSpec> after) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            List<TaskSpec> tasks = before.get(i).tasks();
            for (TaskSpec task : tasks) {
                if (!after.get(i).tasks().contains(task)) {
                    return "task '" + task.name() + "' of workflow '"
                            + before.get(i).name() + "'";
                }
            }
            if (!before.get(i).equals(after.get(i))) {
                return "workflow '" + before.get(i).name() + "'";
            }
        }
        return "the file";
    }
}
