package dev.anneal.dsl.expression;

import java.util.Map;

/** What is said where something stands in the place of an operator: known mistakes get their own words. */
final class NoOperator {

    private static final Map<String, String> WORDS_FOR_SYMBOLS =
            Map.of("and", "&&", "or", "||", "is", "==", "eq", "==", "ne", "!=", "lt", "<", "gt", ">");

    private NoOperator() {}

    static MalformedExpression malformed(Cursor cursor, String expected) {
        int at = cursor.at();
        if (cursor.peek() == '=') {
            return cursor.malformed(at, "an expression cannot assign; to compare, write '=='");
        } else if (cursor.peek() == '&' || cursor.peek() == '|') {
            String doubled = "" + cursor.peek() + cursor.peek();
            return cursor.malformed(
                    at, "expected " + expected + ", found " + cursor.found(at) + "; did you mean '" + doubled + "'?");
        } else if (cursor.peek() == '[') {
            return cursor.malformed(at, "the '[' of a part stands right behind the value: a[0]");
        } else if (cursor.atName()) {
            String symbol = WORDS_FOR_SYMBOLS.get(cursor.name());
            cursor.skip(at - cursor.at());
            if (symbol != null) {
                return cursor.malformed(at, "write '" + symbol + "' instead of " + cursor.found(at));
            }
        }
        return cursor.malformed(at, "expected " + expected + ", found " + cursor.found(at));
    }
}
