package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.expression.ExpressionParser;
import dev.anneal.engine.expression.Functions;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Binary;
import dev.anneal.engine.spec.Expression.BinaryOperator;
import dev.anneal.engine.spec.Expression.Call;
import dev.anneal.engine.spec.Expression.Conditional;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Types;

/**
 * Turns the braces of a condition into an expression while the script is compiled: they are never run. What the language
 * of expressions can say is let through node by node; everything else is refused where it stands.
 */
final class Capture {

    /** Thrown to leave a condition that was found to be wrong. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final Draft draft;
    private final Spots spots;
    private final Locals locals;
    private final List<org.codehaus.groovy.ast.expr.Expression> variables = new ArrayList<>();

    Capture(Draft draft, Spots spots, Locals locals) {
        this.draft = draft;
        this.spots = spots;
        this.locals = locals;
    }

    /** Parts of the condition that the script itself evaluates, in the order of their {@link Splices} marks. */
    List<org.codehaus.groovy.ast.expr.Expression> variables() {
        return variables;
    }

    /** The condition in the braces; one that was refused, and reported, is true. */
    Expression condition(String word, ClosureExpression braces) {
        try {
            List<Statement> statements = braces.getCode() instanceof BlockStatement block
                    ? block.getStatements()
                    : List.of(braces.getCode());
            if (braces.getParameters() != null && braces.getParameters().length > 0) {
                throw refused(
                        braces, "the expression of '" + word + "' takes no parameters; write " + word + " { a > b }");
            } else if (statements.size() != 1) {
                ASTNode at = statements.size() > 1 ? statements.get(1) : braces;
                throw refused(
                        at,
                        "in the braces of '" + word + "' stands one expression, found "
                                + (statements.isEmpty() ? "nothing" : "more"));
            }
            Expression condition = statement(word, statements.get(0));
            if (ExpressionParser.tooDeep(condition)) {
                throw refused(
                        braces,
                        "the expression is too deep: at most " + ExpressionParser.DEEPEST
                                + " operators inside one another");
            }
            return condition;
        } catch (Refused reported) {
            variables.clear();
            return draft.at(new Literal(true), spots.place(braces));
        }
    }

    /** An expression that stands in no braces of a condition; one that was refused, and reported, is empty. */
    Expression value(org.codehaus.groovy.ast.expr.Expression node) {
        try {
            Expression value = node(node);
            if (ExpressionParser.tooDeep(value)) {
                throw refused(
                        node,
                        "the expression is too deep: at most " + ExpressionParser.DEEPEST
                                + " operators inside one another");
            }
            return value;
        } catch (Refused reported) {
            variables.clear();
            return draft.at(new Literal(""), spots.place(node));
        }
    }

    private Expression statement(String word, Statement statement) throws Refused {
        if (statement instanceof ExpressionStatement expression) {
            return node(expression.getExpression());
        } else if (statement instanceof ReturnStatement returned) {
            return node(returned.getExpression());
        }
        throw refused(
                statement, "in the braces of '" + word + "' stands one expression, no statement such as if or for");
    }

    private Expression node(org.codehaus.groovy.ast.expr.Expression node) throws Refused {
        Expression made = made(node);
        return draft.at(made, spots.place(node));
    }

    private Expression made(org.codehaus.groovy.ast.expr.Expression node) throws Refused {
        if (node instanceof ConstantExpression constant) {
            return constant(constant);
        } else if (node instanceof VariableExpression || node instanceof PropertyExpression) {
            return named(node);
        } else if (node instanceof NotExpression not) {
            return new Unary(UnaryOperator.NOT, node(not.getExpression()));
        } else if (node instanceof BooleanExpression truth) {
            return node(truth.getExpression());
        } else if (node instanceof UnaryMinusExpression minus) {
            return ExpressionParser.negated(node(minus.getExpression()));
        } else if (node instanceof BinaryExpression binary) {
            return binary(binary);
        } else if (node instanceof ListExpression list) {
            return new ListOf(nodes(list.getExpressions()));
        } else if (node instanceof MapExpression map) {
            return map(map);
        } else if (node instanceof GStringExpression text) {
            return text(text);
        } else if (node instanceof MethodCallExpression call) {
            return call(call);
        } else if (node instanceof ElvisOperatorExpression or) {
            return new Binary(BinaryOperator.ELSE, node(or.getTrueExpression()), node(or.getFalseExpression()));
        } else if (node instanceof TernaryExpression choice) {
            return new Conditional(
                    node(choice.getBooleanExpression()),
                    node(choice.getTrueExpression()),
                    node(choice.getFalseExpression()));
        } else if (node instanceof ClosureExpression) {
            throw refused(node, "an expression has no braces inside; use '(' and ')'");
        }
        throw refused(
                node,
                "an expression cannot say this: it has names, numbers, texts, lists, maps, parts, the operators ! - * / % + < <= > >= in == != && || ?: ? : and the functions "
                        + String.join(", ", Functions.names()));
    }

    private Expression constant(ConstantExpression constant) throws Refused {
        Object value = constant.getValue();
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return new ScriptValues(draft).expression(value, Spot.at(spots.place(constant)));
        }
        throw refused(constant, "an expression has no such constant; write a number or a text");
    }

    private Expression named(org.codehaus.groovy.ast.expr.Expression node) throws Refused {
        List<String> path = new ArrayList<>();
        org.codehaus.groovy.ast.expr.Expression at = node;
        while (at instanceof PropertyExpression property) {
            String name = property.getPropertyAsString();
            if (name == null || property.isSpreadSafe()) {
                throw refused(property, "a part is named by '.' and a name: a.b");
            } else if (property.isSafe() || !named(property.getObjectExpression(), 0)) {
                return partOf(node, property, name, path);
            }
            path.add(0, name);
            at = property.getObjectExpression();
        }
        VariableExpression variable = (VariableExpression) at;
        String root = variable.getName();
        if (locals.variable(root)) {
            variables.add(node);
            return Splices.mark(variables.size() - 1);
        } else if (root.equals("it") || root.equals("this") || root.equals("super")) {
            throw refused(
                    variable,
                    root.equals("it")
                            ? "'it' means nothing inside of an expression; give the value a name outside: each { floor -> ... }"
                            : "an expression has no '" + root + "'");
        }
        path.add(0, root);
        return new Reference(path);
    }

    /** Whether it is a name with steps behind it and nothing else. */
    private static boolean named(org.codehaus.groovy.ast.expr.Expression node, int depth) {
        return node instanceof VariableExpression
                || (node instanceof PropertyExpression property
                        && depth < ExpressionParser.DEEPEST
                        && !property.isSafe()
                        && named(property.getObjectExpression(), depth + 1));
    }

    /** {@code f(x).name.steps} and {@code a?.name.steps}, from the first step that has no name before it. */
    private Expression partOf(
            org.codehaus.groovy.ast.expr.Expression node, PropertyExpression first, String name, List<String> steps)
            throws Refused {
        Expression part = part(node(first.getObjectExpression()), new Literal(name), first.isSafe());
        for (String step : steps) {
            part = part(draft.at(part, spots.place(node)), new Literal(step), false);
        }
        return part;
    }

    /** {@code values[key]}. */
    private Expression item(BinaryExpression item) throws Refused {
        Expression values = node(item.getLeftExpression());
        Expression key = node(item.getRightExpression());
        return part(values, key, item.isSafe());
    }

    /** A part of a variable of the script is no longer name: the variable is replaced by its value. */
    private static Expression part(Expression of, Expression key, boolean safe) {
        return Splices.marked(of) ? new Expression.Part(of, key, safe) : Expression.part(of, key, safe);
    }

    private Expression binary(BinaryExpression binary) throws Refused {
        String symbol = binary.getOperation().getText();
        if (binary.getOperation().getType() == Types.LEFT_SQUARE_BRACKET) {
            return item(binary);
        }
        BinaryOperator operator = Arrays.stream(BinaryOperator.values())
                .filter(known -> known.symbol().equals(symbol))
                .findFirst()
                .orElse(null);
        if (operator == null) {
            String message = switch (symbol) {
                case "=" -> "an expression cannot assign; to compare, write '=='";
                default ->
                    "an expression has no '" + symbol + "'; its operators are "
                            + Arrays.stream(BinaryOperator.values())
                                    .map(BinaryOperator::symbol)
                                    .collect(Collectors.joining(" "));
            };
            throw refused(binary, message);
        }
        return new Binary(operator, node(binary.getLeftExpression()), node(binary.getRightExpression()));
    }

    private Expression map(MapExpression map) throws Refused {
        Map<String, Expression> entries = new LinkedHashMap<>();
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            if (!(entry.getKeyExpression() instanceof ConstantExpression key)) {
                throw refused(entry, "the key of a map is a name or a text");
            }
            if (entries.putIfAbsent(key.getText(), node(entry.getValueExpression())) != null) {
                throw refused(key, "the key '" + key.getText() + "' is twice in one map");
            }
        }
        return new MapOf(entries);
    }

    private Expression text(GStringExpression text) throws Refused {
        List<Expression> parts = new ArrayList<>();
        for (int i = 0; i < text.getStrings().size(); i++) {
            ConstantExpression plain = text.getStrings().get(i);
            if (!String.valueOf(plain.getValue()).isEmpty()) {
                parts.add(node(plain));
            }
            if (i < text.getValues().size()) {
                parts.add(node(text.getValue(i)));
            }
        }
        return new Expression.Interpolation(parts);
    }

    private Expression call(MethodCallExpression call) throws Refused {
        String name = call.getMethodAsString();
        if (name == null || !call.isImplicitThis() || !Functions.names().contains(name)) {
            String known = String.join(", ", Functions.names());
            throw refused(
                    call.isImplicitThis() ? call : call.getMethod(),
                    call.isImplicitThis() && name != null
                            ? "there is no function '" + name + "'." + NearestName.hint(name, Functions.names())
                            : "an expression calls no methods, only the functions " + known);
        }
        return new Call(name, nodes(((TupleExpression) call.getArguments()).getExpressions()));
    }

    private List<Expression> nodes(List<org.codehaus.groovy.ast.expr.Expression> nodes) throws Refused {
        List<Expression> made = new ArrayList<>();
        for (org.codehaus.groovy.ast.expr.Expression node : nodes) {
            made.add(node(node));
        }
        return made;
    }

    private Refused refused(ASTNode at, String message) {
        draft.problem(spots.place(at), "expression-syntax", message);
        return new Refused();
    }
}
