package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Refuses annotations: they run code inside of the compiler, and some load libraries from the network. */
final class AnnotationRefusal extends ClassCodeVisitorSupport {

    private final SourceUnit unit;
    private final Spots spots;

    AnnotationRefusal(SourceUnit unit, Draft draft) {
        this.unit = unit;
        this.spots = new Spots(draft.file());
    }

    void check(ClassNode node) {
        visitImports(node.getModule());
        visitClass(node);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return unit;
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression expression) {
        visitAnnotations(expression);
        super.visitDeclarationExpression(expression);
    }

    @Override
    public void visitAnnotations(AnnotatedNode node) {
        for (AnnotationNode annotation : node.getAnnotations()) {
            if (spots.place(annotation).line() > 0) {
                // Compilation must stop here, before the annotation is acted upon.
                unit.getErrorCollector()
                        .addErrorAndContinue(new SyntaxErrorMessage(
                                new SyntaxException(
                                        ScriptErrors.OURS + "a workflow file has no annotations; remove '@"
                                                + annotation.getClassNode().getNameWithoutPackage() + "'",
                                        annotation.getLineNumber(),
                                        annotation.getColumnNumber()),
                                unit));
            }
        }
    }
}
