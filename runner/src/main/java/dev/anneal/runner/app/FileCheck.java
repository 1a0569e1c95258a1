package dev.anneal.runner.app;

import dev.anneal.dsl.diagnostic.Diagnostic;
import dev.anneal.dsl.diagnostic.Diagnostic.Severity;
import dev.anneal.dsl.diagnostic.SameNames;
import dev.anneal.dsl.diagnostic.SourceLines;
import dev.anneal.dsl.diagnostic.WorkflowFolders;
import dev.anneal.dsl.lint.Lint;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.InvalidWorkflowException;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks many workflow files, alone and together. For one thread. */
public final class FileCheck {

    /**
     * What came of one file.
     *
     * @param plans of its workflows; empty where it is wrong
     * @param diagnostics in source order
     */
    public record Result(Path file, List<Plan> plans, List<Diagnostic> diagnostics) {

        public Result {
            plans = List.copyOf(plans);
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether something is odd. */
        public boolean odd() {
            return diagnostics.stream().anyMatch(found -> found.severity() == Severity.WARNING);
        }

        /** Whether the file cannot run. */
        public boolean wrong() {
            return diagnostics.stream().anyMatch(found -> found.severity() == Severity.ERROR);
        }
    }

    private final WorkflowFiles reader;
    private final @Nullable Lint lint;
    private final SourceLines lines = new SourceLines();
    private final SameNames names = new SameNames();

    /** @param lint null where nobody wants warnings */
    public FileCheck(WorkflowFiles reader, @Nullable Lint lint) {
        this.reader = reader;
        this.lint = lint;
    }

    /**
     * Checks files and all workflow files in folders, in this order.
     *
     * @throws AnnealException where a folder cannot be read or has no workflow file
     */
    public List<Result> check(List<Path> filesAndFolders) {
        return WorkflowFolders.files(filesAndFolders).stream().map(this::check).toList();
    }

    private Result check(Path file) {
        List<Plan> plans = List.of();
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = List.of();
        try {
            WorkflowFiles.Planned planned = reader.read(file);
            plans = planned.plans();
            problems.addAll(names.add(planned.file()));
            warnings = lint == null ? List.of() : lint.warnings(planned.file(), lines);
        } catch (InvalidWorkflowException e) {
            problems.addAll(e.problems());
        } catch (AnnealException e) {
            String message = String.valueOf(e.getMessage());
            String place = file + ": ";
            String bare = message.startsWith(place) ? message.substring(place.length()) : message;
            problems.add(new Problem(Place.ofFile(file.toString()), e.id(), bare));
        }
        List<Diagnostic> diagnostics = Stream.concat(
                        problems.stream().map(problem -> Diagnostic.of(problem, Severity.ERROR, lines)),
                        warnings.stream().map(warning -> Diagnostic.of(warning, Severity.WARNING, lines)))
                .sorted(Comparator.comparing(Diagnostic::problem, Problem.IN_SOURCE_ORDER))
                .toList();
        return new Result(file, problems.isEmpty() ? plans : List.of(), diagnostics);
    }
}
