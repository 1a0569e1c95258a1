package dev.anneal.dsl.script;

import dev.anneal.engine.expression.Functions;
import java.util.Set;
import java.util.function.Predicate;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * Finds out whether what stands in a text's {@code ${...}} can only be worked out in a run, although it is more than
 * names and arithmetic: a function of the expression language, or a comparison, {@code &&}, {@code !} or {@code ? :} of
 * what has a value only then. It is captured, as a condition is.
 */
final class LaterValue extends CodeVisitorSupport {

    private static final Set<String> DECISIONS = Set.of("==", "!=", "<", "<=", ">", ">=", "&&", "||", "in");

    private final Predicate<MethodCallExpression> word;
    private final Predicate<String> groovys;
    private boolean calls;
    private boolean decides;
    private boolean refers;

    private LaterValue(Predicate<MethodCallExpression> word, Predicate<String> groovys) {
        this.word = word;
        this.groovys = groovys;
    }

    /**
     * @param word whether a call is none of the script's own methods and variables
     * @param groovys whether a name is Groovy's
     */
    static boolean is(Expression value, Predicate<MethodCallExpression> word, Predicate<String> groovys) {
        LaterValue found = new LaterValue(word, groovys);
        value.visit(found);
        return found.calls || (found.decides && found.refers);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        calls |= word.test(call) && Functions.names().contains(call.getMethodAsString());
        super.visitMethodCallExpression(call);
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        decides |= DECISIONS.contains(binary.getOperation().getText());
        super.visitBinaryExpression(binary);
    }

    @Override
    public void visitNotExpression(NotExpression not) {
        decides = true;
        super.visitNotExpression(not);
    }

    @Override
    public void visitTernaryExpression(TernaryExpression choice) {
        decides = true;
        super.visitTernaryExpression(choice);
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        refers |= !groovys.test(variable.getName());
        super.visitVariableExpression(variable);
    }
}
