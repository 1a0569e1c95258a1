package dev.anneal.dsl.expression;

import dev.anneal.engine.expression.Functions;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.problem.Place;
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
import dev.anneal.engine.spec.Places;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression from its text.
 *
 * <pre>
 * expression = chain [ "?" expression ":" expression | "?:" expression ]
 * chain      = unary { operator unary }        operators and their precedence: {@link BinaryOperator}
 * unary      = ("!" | "-") unary | atom { part }
 * part       = "." name | "?." name | "[" expression "]" | "?[" expression "]"
 * atom       = number | text | "true" | "false" | "null" | "(" expression ")" | list | map | call | reference
 * list       = "[" [ expression { "," expression } ] "]"
 * map        = "{" [ key ":" expression { "," key ":" expression } ] "}"     key: a name or a text
 * call       = name "(" [ expression { "," expression } ] ")"                name: one of {@link Functions#names}
 * reference  = name { "." name }        a part of what has a name is part of the name
 * text       = 'as it stands' | "with ${expression} in it"      escapes in both: \\ \' \" \$ \n \r \t
 * </pre>
 *
 * A minus before a number belongs to it. A binary operator's place is that of its left operand's begin. An expression has
 * at most {@link #LONGEST} characters and is at most {@link #DEEPEST} nodes deep.
 */
public final class ExpressionParser {

    public static final int LONGEST = 10_000;
    public static final int DEEPEST = 100;

    private static final BinaryOperator[] LONGEST_FIRST = {
        BinaryOperator.OR,
        BinaryOperator.AND,
        BinaryOperator.EQUAL,
        BinaryOperator.NOT_EQUAL,
        BinaryOperator.LESS_OR_EQUAL,
        BinaryOperator.GREATER_OR_EQUAL,
        BinaryOperator.LESS,
        BinaryOperator.GREATER,
        BinaryOperator.PLUS,
        BinaryOperator.MINUS,
        BinaryOperator.TIMES,
        BinaryOperator.DIVIDE,
        BinaryOperator.REMAINDER,
        BinaryOperator.IN
    };
    private final Cursor cursor;
    private final Places places;
    private int depth;

    ExpressionParser(Cursor cursor, Places places, int depth) {
        this.cursor = cursor;
        this.places = places;
        this.depth = depth;
    }

    /**
     * Reads a text that is an expression from its first to its last character.
     *
     * @param where the place of each offset in the text
     * @param places takes the place of every node
     */
    public static Expression parse(String text, IntFunction<Place> where, Places places) throws MalformedExpression {
        Cursor cursor = new Cursor(text, 0, where);
        checkLength(cursor);
        ExpressionParser parser = new ExpressionParser(cursor, places, 0);
        Expression expression = parser.expression();
        cursor.skipSpace();
        if (!cursor.atEnd()) {
            throw parser.noOperator();
        }
        return checkDepth(expression, cursor, 0);
    }

    static void checkLength(Cursor cursor) throws MalformedExpression {
        int length = cursor.text().length();
        if (length > LONGEST) {
            throw cursor.malformed(0, "an expression has at most " + LONGEST + " characters, this has " + length);
        }
    }

    /** Long chains such as {@code a + a + a} are deep trees although the parser never went deep. */
    static Expression checkDepth(Expression expression, Cursor cursor, int offset) throws MalformedExpression {
        if (tooDeep(expression)) {
            throw cursor.malformed(offset, tooDeep());
        }
        return expression;
    }

    /** Whether a tree has more than {@link #DEEPEST} nodes inside one another. */
    public static boolean tooDeep(Expression expression) {
        return deeper(expression, DEEPEST);
    }

    private static boolean deeper(Expression expression, int allowed) {
        return allowed == 0 || expression.children().stream().anyMatch(child -> deeper(child, allowed - 1));
    }

    private static String tooDeep() {
        return "the expression is too deep: at most " + DEEPEST + " operators, lists or maps may be inside one another";
    }

    Expression expression() throws MalformedExpression {
        cursor.skipSpace();
        int start = cursor.at();
        Expression left = binary(1);
        if (cursor.take("?:")) {
            return at(new Binary(BinaryOperator.ELSE, left, inner()), start);
        } else if (cursor.take("?")) {
            Expression then = inner();
            if (!cursor.take(":")) {
                throw cursor.expected("':' and what the value is otherwise");
            }
            return at(new Conditional(left, then, inner()), start);
        }
        return left;
    }

    private Expression inner() throws MalformedExpression {
        if (++depth > DEEPEST) {
            throw cursor.malformed(cursor.at(), tooDeep());
        }
        Expression inner = expression();
        depth--;
        return inner;
    }

    private Expression binary(int lowest) throws MalformedExpression {
        cursor.skipSpace();
        int start = cursor.at();
        Expression left = unary();
        while (true) {
            cursor.skipSpace();
            BinaryOperator operator = operator();
            if (operator == null || operator.precedence() < lowest) {
                return left;
            }
            cursor.skip(operator.symbol().length());
            Expression right = binary(operator.precedence() + 1);
            left = at(new Binary(operator, left, right), start);
        }
    }

    private @Nullable BinaryOperator operator() {
        for (BinaryOperator operator : LONGEST_FIRST) {
            boolean word = operator == BinaryOperator.IN;
            if (cursor.startsWith(operator.symbol())
                    && !(word && cursor.nameGoesOn(operator.symbol().length()))) {
                return operator;
            }
        }
        return null;
    }

    private Expression unary() throws MalformedExpression {
        cursor.skipSpace();
        int start = cursor.at();
        if (++depth > DEEPEST) {
            throw cursor.malformed(start, tooDeep());
        }
        Expression result;
        if (cursor.peek() == '!' && !cursor.startsWith("!=")) {
            cursor.skip(1);
            result = at(new Unary(UnaryOperator.NOT, unary()), start);
        } else if (cursor.peek() == '-') {
            cursor.skip(1);
            result = at(negated(unary()), start);
        } else {
            result = parts(atom(start), start);
        }
        depth--;
        return result;
    }

    /** A minus before a number is part of the number, so that {@code -5} is one tree whichever form it came from. */
    public static Expression negated(Expression operand) {
        return operand instanceof Literal literal
                        && literal.value() instanceof BigDecimal number
                        && number.signum() >= 0
                ? new Literal(number.negate())
                : new Unary(UnaryOperator.MINUS, operand);
    }

    private Expression atom(int start) throws MalformedExpression {
        char c = cursor.peek();
        if (c >= '0' && c <= '9') {
            return at(new Literal(Numerals.read(cursor)), start);
        } else if (c == '\'' || c == '"') {
            return new TextReader(cursor, places, depth).quoted();
        } else if (c == '(') {
            cursor.skip(1);
            Expression inner = expression();
            close(")", start);
            return inner;
        } else if (c == '[') {
            cursor.skip(1);
            return at(new ListOf(items("]", start)), start);
        } else if (c == '{') {
            cursor.skip(1);
            return map(start);
        } else if (cursor.atName()) {
            return named(start);
        } else if (c == '$') {
            throw cursor.malformed(
                    start, "names stand without '$' in an expression: write params.from, not $params.from");
        }
        throw cursor.expected("a value (a name, a number, a text, '(', '[' or '{')");
    }

    private Expression parts(Expression whole, int start) throws MalformedExpression {
        Expression of = whole;
        while (true) {
            boolean safe = cursor.startsWith("?.") || cursor.startsWith("?[");
            char opening = cursor.peekAfter(safe ? 1 : 0);
            if (opening != '.' && opening != '[') {
                return of;
            }
            cursor.skip(safe ? 2 : 1);
            int keyStart = cursor.at();
            Expression key;
            if (opening == '[') {
                key = inner();
                close("]", keyStart - 1);
            } else if (cursor.atName()) {
                key = at(new Literal(cursor.name()), keyStart);
            } else {
                throw cursor.expected("a name after '" + cursor.text().substring(start, keyStart) + "'");
            }
            of = at(Expression.part(of, key, safe), start);
        }
    }

    private Expression map(int start) throws MalformedExpression {
        Map<String, Expression> entries = new LinkedHashMap<>();
        if (cursor.take("}")) {
            return at(new MapOf(entries), start);
        }
        do {
            cursor.skipSpace();
            int keyStart = cursor.at();
            String key = key();
            if (!cursor.take(":")) {
                throw cursor.expected("':' after the key '" + key + "'");
            }
            if (entries.putIfAbsent(key, expression()) != null) {
                throw cursor.malformed(keyStart, "the key '" + key + "' is twice in one map");
            }
        } while (cursor.take(","));
        close("}", start);
        return at(new MapOf(entries), start);
    }

    private String key() throws MalformedExpression {
        if (cursor.atName()) {
            return cursor.name();
        }
        boolean quoted = cursor.peek() == '\'' || cursor.peek() == '"';
        if (quoted
                && new TextReader(cursor, places, depth).quoted() instanceof Literal literal
                && literal.value() instanceof String key) {
            return key;
        }
        throw cursor.expected("a key, a name or a text without '${'");
    }

    private Expression named(int start) throws MalformedExpression {
        String name = cursor.name();
        if (name.equals("true") || name.equals("false")) {
            return at(new Literal(name.equals("true")), start);
        } else if (name.equals("null")) {
            return at(new Literal(null), start);
        }
        List<String> path = new ArrayList<>();
        path.add(name);
        while (cursor.peek() == '.') {
            cursor.skip(1);
            if (!cursor.atName()) {
                throw cursor.expected("a name after '" + String.join(".", path) + ".'");
            }
            path.add(cursor.name());
        }
        int end = cursor.at();
        cursor.skipSpace();
        if (name.equals("not") && path.size() == 1 && (cursor.atName() || cursor.peek() == '(')) {
            throw cursor.malformed(start, "write '!' instead of 'not'");
        }
        if (cursor.take("(")) {
            return call(path, start);
        }
        cursor.skip(end - cursor.at());
        return at(new Reference(path), start);
    }

    private Expression call(List<String> path, int start) throws MalformedExpression {
        String function = String.join(".", path);
        if (!Functions.names().contains(function)) {
            throw cursor.malformed(
                    start,
                    path.size() > 1
                            ? "'" + function + "' is a method, and only functions may be called: "
                                    + String.join(", ", Functions.names())
                            : "there is no function '" + function + "'."
                                    + NearestName.hint(function, Functions.names()));
        }
        return at(new Call(function, items(")", start)), start);
    }

    private List<Expression> items(String end, int start) throws MalformedExpression {
        List<Expression> items = new ArrayList<>();
        if (cursor.take(end)) {
            return items;
        }
        do {
            items.add(expression());
        } while (cursor.take(","));
        close(end, start);
        return items;
    }

    private void close(String end, int start) throws MalformedExpression {
        if (!cursor.take(end)) {
            if (cursor.atEnd()) {
                throw cursor.malformed(
                        start, cursor.found(start) + " is not closed: expected '" + end + "' before the end");
            }
            throw noOperator("an operator, ',' or '" + end + "'");
        }
    }

    private MalformedExpression noOperator() {
        return noOperator("an operator or the end");
    }

    /** Something stands where an operator should. */
    MalformedExpression noOperator(String expected) {
        return NoOperator.malformed(cursor, expected);
    }

    private Expression at(Expression node, int start) {
        places.put(node, cursor.place(start));
        return node;
    }
}
