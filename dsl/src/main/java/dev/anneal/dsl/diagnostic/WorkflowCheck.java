package dev.anneal.dsl.diagnostic;

import dev.anneal.dsl.WorkflowReader;
import dev.anneal.dsl.draft.Partial;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.WorkflowFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads and plans workflow files, and finds every problem of both at once. Thread-safe. */
public final class WorkflowCheck {

    /**
     * What came of a file that is right.
     *
     * @param plans of the file's workflows, in its order
     */
    public record Checked(WorkflowFile file, List<Plan> plans) {
        public Checked {
            plans = List.copyOf(plans);
        }
    }

    private final WorkflowReader reader;
    private final Planner planner;

    public WorkflowCheck(WorkflowReader reader, Planner planner) {
        this.reader = reader;
        this.planner = planner;
    }

    /**
     * @throws InvalidWorkflowException with every problem of the file, in source order
     * @throws dev.anneal.engine.problem.AnnealException where the file is missing, cannot be read or has another extension
     */
    public Checked check(Path file) {
        return checked(reader.look(file));
    }

    /**
     * As {@link #check(Path)}, of a text that stands for the file: an editor's.
     *
     * @throws InvalidWorkflowException with every problem of the text, in source order
     */
    public Checked check(Path file, String text) {
        return checked(reader.look(file, text));
    }

    /**
     * Reads a file that is to be planned. Where it cannot be read, what would be wrong with its plan is told too.
     *
     * @throws InvalidWorkflowException with every problem of the file, in source order, where reading found one
     */
    public WorkflowFile read(Path file) {
        Partial read = reader.look(file);
        if (!read.problems().isEmpty()) {
            throw invalid(read);
        }
        return read.file();
    }

    private Checked checked(Partial read) {
        if (read.problems().isEmpty()) {
            return new Checked(read.file(), planner.plan(read.file()));
        }
        throw invalid(read);
    }

    private InvalidWorkflowException invalid(Partial read) {
        List<Problem> problems = new ArrayList<>(read.problems());
        if (read.plannable()) {
            planner.problems(read.file(), read.aftermath().doubts()).stream()
                    .filter(problem -> !read.aftermath().explains(problem))
                    .forEach(problems::add);
        }
        return new InvalidWorkflowException(problems);
    }
}
