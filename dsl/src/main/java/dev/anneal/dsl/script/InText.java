package dev.anneal.dsl.script;

import dev.anneal.engine.expression.Functions;
import java.util.Set;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/**
 * Tells what stands in a text's {@code ${...}}: an expression of the language, which names something of the workflow, or
 * Groovy's own, which the script works out itself.
 */
final class InText extends CodeVisitorSupport {

    private final Locals locals;
    private final Set<String> methods;
    private boolean names;
    private boolean groovys;

    /** @param methods of the script itself */
    InText(Locals locals, Set<String> methods) {
        this.locals = locals;
        this.methods = methods;
    }

    boolean isExpression(Expression value) {
        value.visit(this);
        return names && !groovys;
    }

    @Override
    public void visitVariableExpression(VariableExpression variable) {
        names |= !locals.groovys(variable.getName());
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        String name = call.getMethodAsString();
        boolean own = !call.isImplicitThis() || name == null || locals.variable(name) || methods.contains(name);
        names |= !own && Functions.names().contains(name);
        groovys |= own;
        call.getArguments().visit(this);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        groovys = true;
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        groovys = true;
    }
}
