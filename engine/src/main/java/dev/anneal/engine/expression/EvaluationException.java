package dev.anneal.engine.expression;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import java.util.Collection;

/** An expression has no value: a name means nothing, or an operator does not fit its operands. */
public final class EvaluationException extends AnnealException {

    private static final long serialVersionUID = 1L;

    private final transient Expression node;

    public EvaluationException(Expression node, String message) {
        super(Kind.BAD_INPUT, "evaluation", message);
        this.node = node;
    }

    static EvaluationException unknown(Expression node, String name, Collection<?> known) {
        return new EvaluationException(
                node,
                "nothing here is called '" + name + "'."
                        + NearestName.hint(
                                name, known.stream().map(String::valueOf).toList()));
    }

    /** The node that could not be evaluated. */
    public Expression node() {
        return node;
    }
}
