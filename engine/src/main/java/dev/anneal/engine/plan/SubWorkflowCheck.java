package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.TaskSpec;
import java.util.List;
import java.util.Map;

/** Checks the parameters that a task gives to the workflow that it runs, where that workflow is known. */
final class SubWorkflowCheck {

    private static final Literal NOTHING = Expression.literal(null);

    private final TaskSpec task;
    private final Subject subject;

    SubWorkflowCheck(TaskSpec task, Subject subject) {
        this.task = task;
        this.subject = subject;
    }

    void check(WorkflowNames child) {
        Expression with = task.settings().getOrDefault(SubWorkflow.WITH, new MapOf(Map.of()));
        if (!(with instanceof MapOf given)) {
            // Which parameters there are shows only in a run.
            return;
        }
        given.entries().forEach((name, value) -> {
            if (!child.doubtfulParameter(name)) {
                child.parameter(name)
                        .ifPresentOrElse(parameter -> fits(child, parameter, value), () -> unknown(child, name, value));
            }
        });
        for (String name : child.parameters()) {
            ParameterSpec parameter = child.parameter(name).orElseThrow();
            boolean needed = parameter.required() && parameter.defaultValue() == null && !child.doubtfulParameter(name);
            if (needed && given.entries().getOrDefault(name, NOTHING).equals(NOTHING)) {
                subject.add(
                        SubWorkflow.WITH,
                        "missing-parameter",
                        subject.title() + " runs '" + child.workflow().name() + "', which needs the parameter '" + name
                                + "' (" + parameter.type().word() + "): give it in 'with'.");
            }
        }
    }

    private void unknown(WorkflowNames child, String name, Expression value) {
        subject.add(
                value,
                SubWorkflow.WITH + "/" + name,
                "unknown-parameter",
                subject.title() + " gives '" + name + "' to '"
                        + child.workflow().name() + "', which "
                        + (child.parameters().isEmpty()
                                ? "has no parameters."
                                : "has no such parameter." + subject.report().hint(name, child.parameters())));
    }

    private void fits(WorkflowNames child, ParameterSpec parameter, Expression value) {
        String part = SubWorkflow.WITH + "/" + parameter.name();
        String expected = Parameters.expected(parameter);
        if (value instanceof Literal literal) {
            Object constant = literal.value();
            if (constant != null && !Parameters.accepts(parameter, constant)) {
                wrong(child, parameter, value, part, expected, String.valueOf(constant));
            }
            return;
        }
        // Its names were complained of where the setting was checked.
        subject.quietly(value, Standpoint.setting(task, List.of()))
                .filter(found -> !may(parameter, found.type()))
                .ifPresent(found -> wrong(child, parameter, value, part, expected, found.describe()));
    }

    private void wrong(
            WorkflowNames child,
            ParameterSpec parameter,
            Expression value,
            String part,
            String expected,
            String found) {
        subject.add(
                value,
                part,
                "wrong-type",
                "parameter '" + parameter.name() + "' of '" + child.workflow().name() + "' must be " + expected
                        + ", found "
                        + (value instanceof Expression.Reference reference ? "$" + reference + ", which is " : "")
                        + (value instanceof Literal ? "'" + found + "'" : found) + ".");
    }

    /** Whether a value of this type can be what a parameter's is made from: a text may say anything. */
    private static boolean may(ParameterSpec parameter, ValueType found) {
        return switch (found) {
            case TEXT, MODEL_VERSION -> true;
            case NUMBER ->
                switch (parameter.type()) {
                    case BOOLEAN, DURATION -> false;
                    default -> true;
                };
            case BOOLEAN ->
                switch (parameter.type()) {
                    case INTEGER, DECIMAL, DURATION -> false;
                    default -> true;
                };
            default -> false;
        };
    }
}
