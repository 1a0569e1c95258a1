package dev.anneal.dsl.expression;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import java.util.function.IntFunction;

/** A position in a text that is read from left to right. */
final class Cursor {

    private static final String[] PAIRS = {"==", "!=", "<=", ">=", "&&", "||", "?.", "?:", "->", "=~", "++", "--", "**"
    };

    private final String text;
    private final IntFunction<Place> places;
    private int at;

    Cursor(String text, int at, IntFunction<Place> places) {
        this.text = text;
        this.at = at;
        this.places = places;
    }

    int at() {
        return at;
    }

    String text() {
        return text;
    }

    Place place(int offset) {
        return places.apply(offset);
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here, or NUL at the end. */
    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    /** The character so many further on, or NUL behind the end. */
    char peekAfter(int count) {
        return at + count >= text.length() ? '\0' : text.charAt(at + count);
    }

    /** Whether a name would go on so many characters further on. */
    boolean nameGoesOn(int count) {
        return namePart(peekAfter(count));
    }

    char next() {
        return text.charAt(at++);
    }

    void skip(int count) {
        at += count;
    }

    void skipSpace() {
        while (!atEnd() && Character.isWhitespace(peek())) {
            at++;
        }
    }

    boolean startsWith(String token) {
        return text.startsWith(token, at);
    }

    /** Takes a symbol after optional space, if it is there. */
    boolean take(String symbol) {
        skipSpace();
        if (!startsWith(symbol)) {
            return false;
        }
        at += symbol.length();
        return true;
    }

    boolean atName() {
        return nameStart(peek());
    }

    /** The identifier that begins here; empty where none does. */
    String name() {
        int start = at;
        while (!atEnd() && namePart(peek())) {
            at++;
        }
        return text.substring(start, at);
    }

    /** What stands at an offset, for a message: {@code 'foo'}, {@code '&&'} or {@code the end}. */
    String found(int offset) {
        if (offset >= text.length()) {
            return "the end";
        }
        int end = offset;
        if (namePart(text.charAt(offset))) {
            while (end < text.length() && namePart(text.charAt(end)) && end - offset < 40) {
                end++;
            }
            return "'" + text.substring(offset, end) + "'";
        }
        for (String pair : PAIRS) {
            if (text.startsWith(pair, offset)) {
                return "'" + pair + "'";
            }
        }
        int point = text.codePointAt(offset);
        return Character.isISOControl(point)
                ? String.format("the character U+%04X", point)
                : "'" + Character.toString(point) + "'";
    }

    MalformedExpression malformed(int offset, String message) {
        return new MalformedExpression(new Problem(place(offset), "expression-syntax", message));
    }

    MalformedExpression expected(String expected) {
        skipSpace();
        return malformed(at, "expected " + expected + ", found " + found(at));
    }

    static boolean nameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean namePart(char c) {
        return nameStart(c) || (c >= '0' && c <= '9');
    }
}
