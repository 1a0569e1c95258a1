package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.BinaryOperator;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import groovy.lang.GroovyObjectSupport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name of the workflow is to the script: {@code params.from} and {@code history.train} are references that have a
 * value only in a run. Arithmetic on one makes an expression; asking for its value now is an error that says so. Public
 * only because compiled scripts call it.
 */
public final class Handle extends GroovyObjectSupport {

    private final Draft draft;
    private final Expression expression;
    private final Place place;

    Handle(Draft draft, Expression expression, Place place) {
        this.draft = draft;
        this.expression = expression;
        this.place = place;
        draft.at(expression, place);
    }

    Expression expression() {
        return expression;
    }

    Place place() {
        return place;
    }

    /** {@code history.train}. */
    @Override
    public Object getProperty(String name) {
        if (expression instanceof Reference reference) {
            List<String> path = new ArrayList<>(reference.path());
            path.add(name);
            return new Handle(draft, new Reference(path), place);
        }
        throw misuse("an expression has no part '" + name + "'");
    }

    /** {@code history['train']}. */
    public Object getAt(String name) {
        return getProperty(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        throw misuse(title() + " cannot be assigned to: a task's settings stand in its own block");
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        throw misuse(title() + " has no value while the file is read, so '" + name + "' cannot be called on it");
    }

    public Object plus(Object right) {
        return binary(BinaryOperator.PLUS, right);
    }

    public Object minus(Object right) {
        return binary(BinaryOperator.MINUS, right);
    }

    public Object multiply(Object right) {
        return binary(BinaryOperator.TIMES, right);
    }

    public Object div(Object right) {
        return binary(BinaryOperator.DIVIDE, right);
    }

    public Object remainder(Object right) {
        return binary(BinaryOperator.REMAINDER, right);
    }

    /** What {@code %} was called before Groovy 5. */
    public Object mod(Object right) {
        return remainder(right);
    }

    public Object negative() {
        return new Handle(draft, new Unary(UnaryOperator.MINUS, expression), place);
    }

    private Object binary(BinaryOperator operator, @Nullable Object right) {
        Expression operand = new ScriptValues(draft).expression(right, Spot.at(place));
        return new Handle(draft, new Binary(operator, expression, operand), place);
    }

    /** What Groovy asks of a value in {@code if}, {@code !}, {@code &&} and {@code ||}. */
    @SuppressWarnings("DoNotCallSuggester")
    public boolean asBoolean() {
        throw misuse(title() + " is neither true nor false while the file is read: its value comes with a run. "
                + "To let a task depend on it, write when { " + title(expression)
                + " } in the task; to choose a value by it,"
                + " write \"${" + title(expression) + " ? this : that}\"");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        throw misuse(title() + " has no value while the file is read, so it cannot be compared here. "
                + "A comparison that a run makes stands in a condition such as when { ... }");
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        throw misuse(title()
                + " has no value while the file is read, so it cannot be made a text or compared here. To put its"
                + " value into a text write \"${" + title(expression)
                + "}\"; a comparison that a run makes stands in a condition such as when { ... }");
    }

    private ScriptProblem misuse(String message) {
        return new ScriptProblem(place, "no-value-yet", message);
    }

    private String title() {
        return "'" + title(expression) + "'";
    }

    private static String title(Expression expression) {
        return ExpressionText.of(expression);
    }
}
