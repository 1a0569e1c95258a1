package dev.anneal.dsl.expression;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Places;
import java.util.ArrayList;
import java.util.List;

/** Reads a text with {@code ${...}} in it, one part after the other. */
final class TextReader {

    private final Cursor cursor;
    private final Places places;
    private final int depth;
    private final List<Expression> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int plainStart;

    TextReader(Cursor cursor, Places places, int depth) {
        this.cursor = cursor;
        this.places = places;
        this.depth = depth;
    }

    /** A quoted text inside an expression; {@code ${...}} counts in double quotes only. */
    Expression quoted() throws MalformedExpression {
        int start = cursor.at();
        char quote = cursor.next();
        plainStart = cursor.at();
        while (cursor.peek() != quote || cursor.atEnd()) {
            if (cursor.atEnd()) {
                throw cursor.malformed(start, "the text is not closed: expected " + quote + " before the end");
            } else if (cursor.peek() == '\\') {
                plain.append(escape());
            } else if (quote == '"' && cursor.startsWith("${")) {
                interpolated();
            } else {
                plain.append(cursor.next());
            }
        }
        cursor.skip(1);
        return finish(start);
    }

    /** {@code before} and the text up to its end, where {@code $$} before a brace stands for one {@code $}. */
    Expression toEnd(String before) throws MalformedExpression {
        int start = 0;
        plainStart = start;
        plain.append(before);
        while (!cursor.atEnd()) {
            if (cursor.startsWith("$${")) {
                cursor.skip(3);
                plain.append("${");
            } else if (cursor.startsWith("${")) {
                interpolated();
            } else {
                plain.append(cursor.next());
            }
        }
        return finish(start);
    }

    private void interpolated() throws MalformedExpression {
        flush();
        int start = cursor.at();
        cursor.skip(2);
        ExpressionParser parser = new ExpressionParser(cursor, places, depth + 1);
        parts.add(parser.expression());
        cursor.skipSpace();
        if (cursor.atEnd()) {
            throw cursor.malformed(start, "'${' is not closed: expected '}' before the end");
        } else if (cursor.peek() != '}') {
            throw parser.noOperator("an operator or '}'");
        }
        cursor.skip(1);
        plainStart = cursor.at();
    }

    private char escape() throws MalformedExpression {
        int start = cursor.at();
        cursor.skip(1);
        char c = cursor.atEnd() ? '\0' : cursor.next();
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '\'', '"', '$' -> c;
            default ->
                throw cursor.malformed(
                        start,
                        "an escape is one of \\\\ \\' \\\" \\$ \\n \\r \\t, found '\\' and " + cursor.found(start + 1));
        };
    }

    private void flush() {
        if (!plain.isEmpty()) {
            add(new Literal(plain.toString()), cursor.place(plainStart));
            plain.setLength(0);
        }
    }

    private void add(Expression part, Place place) {
        places.put(part, place);
        parts.add(part);
    }

    private Expression finish(int start) {
        boolean constant = parts.isEmpty();
        Expression whole;
        if (constant) {
            whole = new Literal(plain.toString());
        } else {
            flush();
            whole = new Interpolation(parts);
        }
        places.put(whole, cursor.place(start));
        return whole;
    }
}
