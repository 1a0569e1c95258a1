package dev.anneal.dsl.lint;

import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A parameter that nothing in its workflow reads. */
final class UnusedParameters implements Rule {

    @Override
    public void look(WorkflowSpec workflow, WorkflowFile file, Consumer<Problem> found) {
        Set<String> read = new HashSet<>();
        Stream<Expression> all = Stream.concat(
                workflow.tasks().stream().flatMap(task -> task.expressions().stream()),
                workflow.outputs().values().stream());
        all.flatMap(expression -> expression.references().stream())
                .filter(reference ->
                        reference.path().size() > 1 && reference.root().equals("params"))
                .map(UnusedParameters::name)
                .forEach(read::add);
        for (ParameterSpec parameter : workflow.parameters()) {
            if (!read.contains(parameter.name())) {
                found.accept(new Problem(
                        file.places().of(Places.parameter(workflow.name(), parameter.name())),
                        "unused-parameter",
                        "nothing reads the parameter '" + parameter.name() + "'. Read it as 'params." + parameter.name()
                                + "', or take it out."));
            }
        }
    }

    private static String name(Reference reference) {
        return reference.path().get(1);
    }
}
