package dev.anneal.dsl.expression;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A text of a YAML file that is a value.
 *
 * <ul>
 *   <li>{@code $history.train}, from its first to its last character, is a reference.
 *   <li>{@code ${...}} anywhere holds an expression: the value is a text with the expression's value put in.
 *   <li>{@code $$} stands for one {@code $} where a single one would mean something: at the beginning of the value and
 *       before <code>{</code>. Every other {@code $} stands for itself, so shell's {@code echo $HOME $$} needs no care,
 *       but {@code $HOME/bin} at the beginning is written {@code $$HOME/bin}.
 * </ul>
 */
public final class TextValue {

    private TextValue() {}

    /**
     * The value that a text is; its nodes' places go to {@code places}.
     *
     * @param where the place of each offset in the text
     */
    public static Expression parse(String text, IntFunction<Place> where, Places places) throws MalformedExpression {
        if (text.startsWith("$$") && !text.startsWith("$${")) {
            return interpolated("$", 2, text, where, places);
        }
        if (text.length() > 1 && text.charAt(0) == '$' && Cursor.nameStart(text.charAt(1))) {
            return reference(new Cursor(text, 1, where), places);
        }
        if (!text.contains("${")) {
            Literal literal = new Literal(text);
            places.put(literal, where.apply(0));
            return literal;
        }
        return interpolated("", 0, text, where, places);
    }

    private static Expression interpolated(
            String before, int start, String text, IntFunction<Place> where, Places places) throws MalformedExpression {
        Cursor cursor = new Cursor(text, start, where);
        if (text.contains("${")) {
            ExpressionParser.checkLength(cursor);
        }
        return ExpressionParser.checkDepth(new TextReader(cursor, places, 0).toEnd(before), cursor, start);
    }

    private static Expression reference(Cursor cursor, Places places) throws MalformedExpression {
        List<String> path = new ArrayList<>();
        path.add(cursor.name());
        while (cursor.peek() == '.' && Cursor.nameStart(charAfter(cursor))) {
            cursor.skip(1);
            path.add(cursor.name());
        }
        String name = String.join(".", path);
        if (!cursor.atEnd()) {
            String rest = cursor.text().substring(cursor.at());
            String shortRest = rest.length() > 40 ? rest.substring(0, 40) + "..." : rest;
            throw cursor.malformed(
                    cursor.at(),
                    "a value that begins with '$' is a reference and nothing else, found '" + shortRest + "' after '$"
                            + name
                            + "'. For a text with a value in it write \"${" + name + "}" + shortRest
                            + "\"; for a dollar sign write '$$'");
        }
        Reference reference = new Reference(path);
        places.put(reference, cursor.place(0));
        return reference;
    }

    private static char charAfter(Cursor cursor) {
        int next = cursor.at() + 1;
        return next < cursor.text().length() ? cursor.text().charAt(next) : '\0';
    }
}
