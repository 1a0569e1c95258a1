package dev.anneal.engine.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A workflow file, or what was to be run from it, is wrong; carries every problem in source order. */
public final class InvalidWorkflowException extends AnnealException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidWorkflowException(List<Problem> problems) {
        super(
                Kind.BAD_INPUT,
                "invalid-workflow",
                problems.stream()
                        .sorted(Problem.IN_SOURCE_ORDER)
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted(Problem.IN_SOURCE_ORDER).toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
