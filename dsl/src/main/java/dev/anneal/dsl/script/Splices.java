package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.expression.ExpressionParser;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The script's variables inside of captured conditions: marked while compiling, replaced by their values in the run. */
final class Splices {

    /** No identifier, so no reference in a file can be one. */
    private static final String MARK = "\u0000";

    private final Draft draft;
    private final List<Expression> values;

    /** @param values by number */
    Splices(Draft draft, List<Expression> values) {
        this.draft = draft;
        this.values = values;
    }

    static Reference mark(int number) {
        return Reference.of(MARK, String.valueOf(number));
    }

    static boolean marked(Expression node) {
        return node instanceof Reference reference && reference.root().equals(MARK);
    }

    /** The tree with the values put in; its nodes stand where those of {@code template} do. */
    Expression fill(Expression template) {
        if (values.isEmpty()) {
            return template;
        }
        if (marked(template)) {
            return values.get(Integer.parseInt(((Reference) template).path().get(1)));
        }
        return draft.at(filled(template), draft.places().of(template, ""));
    }

    private Expression filled(Expression template) {
        List<Expression> parts = fill(template.children());
        if (template instanceof Unary unary && unary.operator() == UnaryOperator.MINUS) {
            return ExpressionParser.negated(parts.get(0));
        } else if (template instanceof Interpolation interpolation) {
            return interpolation(draft, interpolation.parts(), parts);
        }
        // A node of its own also where nothing is filled in: places are kept by node.
        return template instanceof Reference reference
                ? new Reference(reference.path())
                : template instanceof Literal literal ? new Literal(literal.value()) : template.with(parts);
    }

    private List<Expression> fill(List<Expression> templates) {
        List<Expression> filled = new ArrayList<>();
        templates.forEach(template -> filled.add(fill(template)));
        return filled;
    }

    private static Expression interpolation(Draft draft, List<Expression> templates, List<Expression> filled) {
        List<Expression> parts = new ArrayList<>();
        for (int i = 0; i < filled.size(); i++) {
            Expression part = filled.get(i);
            boolean spliced = marked(templates.get(i));
            parts.add(spliced && part instanceof Literal literal ? new Literal(text(literal)) : part);
        }
        return joined(draft, parts);
    }

    /** Texts that follow one another become one, and a text with nothing else in it a plain text. */
    static Expression joined(Draft draft, List<Expression> parts) {
        List<Expression> joined = new ArrayList<>();
        for (Expression part : parts) {
            Expression last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (part instanceof Literal b && b.value() instanceof String right) {
                if (last instanceof Literal a && a.value() instanceof String left) {
                    Literal both =
                            draft.at(new Literal(left + right), draft.places().of(last, ""));
                    joined.set(joined.size() - 1, both);
                } else if (!right.isEmpty()) {
                    joined.add(part);
                }
            } else {
                joined.add(part);
            }
        }
        if (joined.isEmpty()) {
            return new Literal("");
        }
        boolean plain = joined.size() == 1 && joined.get(0) instanceof Literal only && only.value() instanceof String;
        return plain ? joined.get(0) : new Interpolation(joined);
    }

    static String text(Literal literal) {
        return literal.value() instanceof BigDecimal number ? number.toPlainString() : String.valueOf(literal.value());
    }
}
