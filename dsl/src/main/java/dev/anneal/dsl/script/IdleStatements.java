package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import java.util.function.Predicate;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.syntax.Types;
import org.jspecify.annotations.Nullable;

/** Finds what Groovy would let pass although it does nothing, or something else than it seems to. */
final class IdleStatements {

    private final Draft draft;
    private final Spots spots;
    private final Locals locals;

    IdleStatements(Draft draft, Spots spots, Locals locals) {
        this.draft = draft;
        this.spots = spots;
        this.locals = locals;
    }

    /** Looks at the statements that stand directly in the braces of a word. */
    void check(ClosureExpression braces, Level inside, String word) {
        if (!(braces.getCode() instanceof BlockStatement block)) {
            return;
        }
        // What was reported is taken out, so that it does not end the script as well.
        block.getStatements()
                .removeIf(statement -> statement instanceof ExpressionStatement expression
                        && idle(expression.getExpression(), inside, word));
    }

    private boolean idle(Expression expression, Level inside, String word) {
        if (expression instanceof DeclarationExpression declaration) {
            return declares(declaration);
        } else if (expression instanceof VariableExpression variable && !locals.groovys(variable.getName())) {
            String name = variable.getName();
            report(
                    expression,
                    "'" + name + "' alone does nothing"
                            + (inside.words() ? "; a word has a value: " + name + " value" : ""));
        } else if (expression instanceof BinaryExpression binary
                && !Types.isAssignment(binary.getOperation().getType())) {
            report(expression, operation(binary));
        } else if (expression instanceof PropertyExpression
                || expression instanceof ConstantExpression
                || expression instanceof GStringExpression) {
            report(
                    expression,
                    "this value alone does nothing in '" + word + "'"
                            + (inside.words() ? "; a value stands behind its word: word value" : ""));
        } else {
            return false;
        }
        return true;
    }

    /** {@code PATH home} is a variable of the type PATH to Groovy. */
    private boolean declares(DeclarationExpression declaration) {
        boolean typed = declaration.getRightExpression() instanceof EmptyExpression
                && declaration.getLeftExpression() instanceof VariableExpression variable
                && !variable.isDynamicTyped();
        if (typed) {
            String type = declaration.getVariableExpression().getOriginType().getNameWithoutPackage();
            String name = declaration.getVariableExpression().getName();
            report(
                    declaration,
                    "Groovy reads this as a variable of a type '" + type + "'; to set '" + type + "' write " + type
                            + "(" + name + ")");
        }
        return typed;
    }

    /** {@code offset -5} is a difference to Groovy, and {@code concepts [1, 2]} an element. */
    private String operation(BinaryExpression binary) {
        String symbol = binary.getOperation().getText();
        boolean named = binary.getLeftExpression() instanceof VariableExpression variable
                && !locals.variable(variable.getName());
        String name = named ? binary.getLeftExpression().getText() : "word";
        if (named && symbol.equals("-")) {
            return "Groovy reads this as '" + name + "' minus something; to set it to a negative number write " + name
                    + "(-5)";
        } else if (named && symbol.equals("[")) {
            return "Groovy reads this as an element of '" + name + "'; to set it to a list write " + name
                    + "([a, b]) or " + name + " a, b";
        }
        return "this value alone does nothing; a word has a value: word value";
    }

    /** {@code kind 'agrawal' rows 50} is a call on what {@code kind} gives back: reports it, and returns the first word. */
    @Nullable
    MethodCallExpression chained(Expression chain, Level level, Predicate<MethodCallExpression> word) {
        Expression object = chain instanceof MethodCallExpression call
                ? call.getObjectExpression()
                : ((PropertyExpression) chain).getObjectExpression();
        if (level.words() && object instanceof MethodCallExpression before && word.test(before)) {
            Expression next = chain instanceof MethodCallExpression call
                    ? call.getMethod()
                    : ((PropertyExpression) chain).getProperty();
            draft.problem(
                    spots.place(next),
                    "two-words",
                    "'" + next.getText() + "' follows '" + before.getMethodAsString()
                            + "' in one line; put ';' or a new line between two words, and ',' between two values");
            return before;
        }
        return null;
    }

    private void report(Expression at, String message) {
        draft.problem(at instanceof DeclarationExpression ? spots.begin(at) : spots.place(at), "no-effect", message);
    }
}
