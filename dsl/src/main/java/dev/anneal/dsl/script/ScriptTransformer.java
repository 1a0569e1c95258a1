package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.expression.Functions;
import dev.anneal.engine.settings.SettingType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.CatchStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;

/**
 * Rewrites a script while names are not resolved yet, so that what is no variable of its own reaches the draft with its
 * place: {@code word args} calls {@link WorkflowScript#wordAt}, {@code name} calls {@link WorkflowScript#nameAt}, and the
 * braces of a condition are replaced by the expression that {@link Capture} makes of them. No method of Groovy's, such as
 * {@code with}, can get in the way of a word.
 */
final class ScriptTransformer extends ClassCodeExpressionTransformer {

    private static final Set<String> COMPARISONS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "<=>", "===", "!==", "in", "=~", "==~");

    private final SourceUnit unit;
    private final Draft draft;
    private final Sites sites;
    private final Spots spots;
    private final Locals locals = new Locals();
    private final WordArguments arguments;
    private final IdleStatements idle;
    private Set<String> methods = Set.of();
    private Level level = Level.FILE;
    private boolean inValue;

    ScriptTransformer(SourceUnit unit, Draft draft, Sites sites) {
        this.unit = unit;
        this.draft = draft;
        this.sites = sites;
        this.spots = new Spots(draft.file());
        this.arguments = new WordArguments(spots);
        this.idle = new IdleStatements(draft, spots, locals);
    }

    /** Rewrites the script's body and its methods. */
    void transform(ClassNode script) {
        methods = new HashSet<>();
        script.getMethods().forEach(method -> methods.add(method.getName()));
        // Groovy's own two methods of a script: as words they belong to the language.
        methods.removeAll(Set.of("run", "main"));
        for (MethodNode method : script.getMethods()) {
            if (!method.isStatic() || !method.getName().equals("main")) {
                locals.open();
                for (Parameter parameter : method.getParameters()) {
                    locals.declare(parameter.getName());
                }
                if (method.getCode() != null) {
                    method.getCode().visit(this);
                }
                locals.close();
            }
        }
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return unit;
    }

    @Override
    public void visitBlockStatement(BlockStatement block) {
        locals.open();
        super.visitBlockStatement(block);
        locals.close();
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        locals.open();
        for (Parameter variable : new Parameter[] {loop.getIndexVariable(), loop.getValueVariable()}) {
            if (variable != null) {
                locals.declare(variable.getName());
            }
        }
        super.visitForLoop(loop);
        locals.close();
    }

    @Override
    public void visitCatchStatement(CatchStatement statement) {
        locals.open();
        locals.declare(statement.getVariable().getName());
        super.visitCatchStatement(statement);
        locals.close();
    }

    @Override
    @SuppressWarnings("NullAway") // Groovy passes the absent parts of a statement too
    public Expression transform(Expression expression) {
        if (expression instanceof ClosureExpression closure) {
            return closure(closure, level);
        } else if (expression instanceof DeclarationExpression declaration) {
            return declaration(declaration);
        } else if (expression instanceof BinaryExpression binary) {
            return binary(binary);
        } else if (expression instanceof VariableExpression variable) {
            return variable(variable);
        } else if (expression instanceof GStringExpression text) {
            return text(text);
        } else if (expression instanceof MethodCallExpression call && word(call)) {
            boolean function = inValue && Functions.names().contains(String.valueOf(call.getMethodAsString()));
            return function ? captured(call) : wordCall(call);
        } else if (expression instanceof MethodCallExpression || expression instanceof PropertyExpression) {
            MethodCallExpression before = idle.chained(expression, level, this::word);
            if (before != null) {
                return transform(before);
            }
        }
        return super.transform(expression);
    }

    private Expression closure(ClosureExpression closure, Level inside) {
        Level outside = level;
        locals.open();
        Parameter[] parameters = closure.getParameters();
        if (parameters != null && parameters.length == 0) {
            locals.declare("it");
        }
        for (Parameter parameter : parameters == null ? Parameter.EMPTY_ARRAY : parameters) {
            locals.declare(parameter.getName());
        }
        boolean before = inValue;
        level = inside;
        inValue = false;
        closure.getCode().visit(this);
        inValue = before;
        level = outside;
        locals.close();
        return closure;
    }

    private Expression declaration(DeclarationExpression declaration) {
        Expression right = transform(declaration.getRightExpression());
        Expression left = declaration.getLeftExpression();
        List<Expression> declared = left instanceof TupleExpression tuple ? tuple.getExpressions() : List.of(left);
        for (Expression variable : declared) {
            if (variable instanceof VariableExpression named) {
                locals.declare(named.getName());
            }
        }
        declaration.setRightExpression(right);
        return declaration;
    }

    private Expression binary(BinaryExpression binary) {
        boolean assigns = Types.isAssignment(binary.getOperation().getType());
        if (assigns
                && binary.getLeftExpression() instanceof VariableExpression variable
                && !locals.variable(variable.getName())) {
            String name = variable.getName();
            draft.problem(
                    spots.place(binary),
                    "assignment",
                    "'" + name + "' is no variable, so nothing can be assigned to it; to set it, write " + name
                            + " value, and to make a variable, def " + name + " = value");
            return transformed(binary, variable, transform(binary.getRightExpression()));
        }
        boolean refers = reference(binary.getLeftExpression()) || reference(binary.getRightExpression());
        if (refers && COMPARISONS.contains(binary.getOperation().getText())) {
            draft.cutShort(
                    spots.place(binary),
                    "no-value-yet",
                    "a reference has no value while the file is read, so it cannot be compared here. "
                            + "A comparison that a run makes stands in a condition such as when { ... }");
            return ConstantExpression.PRIM_FALSE;
        }
        Expression left = transform(binary.getLeftExpression());
        Expression right = transform(binary.getRightExpression());
        if (!assigns
                && reference(binary.getRightExpression())
                && !binary.getOperation().getText().equals("[")) {
            left = call("valueAt", binary, site(binary), left);
        }
        return transformed(binary, left, right);
    }

    private static Expression transformed(BinaryExpression binary, Expression left, Expression right) {
        BinaryExpression made = new BinaryExpression(left, binary.getOperation(), right, binary.isSafe());
        made.setSourcePosition(binary);
        return made;
    }

    /** Whether an expression is certainly a name of the workflow with steps behind it. */
    private boolean reference(Expression expression) {
        Expression root = expression;
        while (root instanceof PropertyExpression property) {
            root = property.getObjectExpression();
        }
        return root instanceof VariableExpression variable && !locals.groovys(variable.getName());
    }

    private Expression variable(VariableExpression variable) {
        return locals.groovys(variable.getName())
                ? variable
                : call("nameAt", variable, site(variable), new ConstantExpression(variable.getName()));
    }

    private boolean word(MethodCallExpression call) {
        String name = call.getMethodAsString();
        return call.isImplicitThis() && name != null && !locals.variable(name) && !methods.contains(name);
    }

    private Expression wordCall(MethodCallExpression call) {
        String word = call.getMethodAsString();
        WordArguments.Split split = arguments.split(call, unit);
        Site site = new Site(spots.place(call.getMethod()), split.namedSpot(), split.positionalSpot());
        Level inside = level.inside(word, draft.catalog());
        SettingType type = level.type(word);
        List<Expression> positional = new ArrayList<>();
        for (Expression value : split.positional()) {
            if (!(value instanceof ClosureExpression braces)) {
                positional.add(value(word, value, level.expected()));
            } else if (type instanceof SettingType.Condition) {
                positional.add(captured(word, braces));
            } else {
                positional.add(block(word, braces, inside, level.unread(word, inside)));
            }
        }
        MapExpression named = new MapExpression();
        for (MapEntryExpression entry : split.named()) {
            named.addMapEntryExpression(entry(entry, inside.expected()));
        }
        return call(
                "wordAt",
                call,
                new ConstantExpression(sites.add(site), true),
                new ConstantExpression(word),
                named,
                new ListExpression(positional));
    }

    /** The braces behind a word. */
    private Expression block(String word, ClosureExpression braces, Level inside, boolean unread) {
        if (unread) {
            return new ClosureExpression(null, new BlockStatement());
        } else if (level.kind() != Level.Kind.FILE || inside.kind() == Level.Kind.WORKFLOW) {
            idle.check(braces, inside, word);
        }
        if (braces.getParameters() == null || braces.getParameters().length > 0) {
            return closure(braces, inside);
        }
        // The block of a word is given nothing, so 'it' in it is that of the script's own braces around it.
        ClosureExpression plain = new ClosureExpression(null, braces.getCode());
        plain.setVariableScope(braces.getVariableScope());
        plain.setSourcePosition(braces);
        return closure(plain, inside);
    }

    /** A value of which it is known what it should be: conditions in it are captured. */
    private Expression value(String word, Expression value, Expected expected) {
        SettingType type = expected.of(word);
        if (value instanceof ClosureExpression braces) {
            if (type instanceof SettingType.Condition) {
                return captured(word, braces);
            }
            return block(word, braces, Level.ofMap(type), expected.unknown(word));
        } else if (value instanceof MapExpression map && type != null) {
            MapExpression made = new MapExpression();
            for (MapEntryExpression entry : map.getMapEntryExpressions()) {
                made.addMapEntryExpression(entry(entry, new Expected.Inside(type)));
            }
            made.setSourcePosition(map);
            return made;
        }
        return inValue(() -> transform(value));
    }

    private MapEntryExpression entry(MapEntryExpression entry, Expected expected) {
        Expression key = entry.getKeyExpression();
        String word = key instanceof ConstantExpression constant ? constant.getText() : "";
        Expression value = value(word, entry.getValueExpression(), expected);
        MapEntryExpression made = new MapEntryExpression(transform(key), value);
        made.setSourcePosition(entry);
        return made;
    }

    /** What stands in a text's {@code ${...}} and names something of the workflow is an expression, captured as one. */
    private Expression text(GStringExpression text) {
        List<Expression> values = new ArrayList<>();
        for (Expression value : text.getValues()) {
            boolean captures = new InText(locals, methods).isExpression(value);
            values.add(captures ? captured(value) : inValue(() -> transform(value)));
        }
        GStringExpression made = new GStringExpression(text.getText(), text.getStrings(), values);
        made.setSourcePosition(text);
        return made;
    }

    /** Where a value stands there are no words, so a name with brackets behind it is a function of the language. */
    private Expression inValue(Supplier<Expression> transformation) {
        boolean before = inValue;
        inValue = true;
        Expression made = transformation.get();
        inValue = before;
        return made;
    }

    private Expression captured(String word, ClosureExpression braces) {
        Capture capture = new Capture(draft, spots, locals);
        return captured(capture, capture.condition(word, braces), braces);
    }

    private Expression captured(Expression value) {
        Capture capture = new Capture(draft, spots, locals);
        return captured(capture, capture.value(value), value);
    }

    private Expression captured(Capture capture, dev.anneal.engine.spec.Expression made, Expression at) {
        int number = sites.add(made);
        List<Expression> variables = new ArrayList<>();
        capture.variables().forEach(variable -> variables.add(transform(variable)));
        return call("capturedAt", at, new ConstantExpression(number, true), new ListExpression(variables));
    }

    private Expression site(Expression at) {
        Spot spot = Spot.at(spots.place(at));
        return new ConstantExpression(sites.add(new Site(spot.place(), spot, spot)), true);
    }

    private static Expression call(String method, Expression at, Expression... values) {
        MethodCallExpression made =
                new MethodCallExpression(new VariableExpression("this"), method, new ArgumentListExpression(values));
        made.setImplicitThis(false);
        made.setSourcePosition(at);
        return made;
    }
}
