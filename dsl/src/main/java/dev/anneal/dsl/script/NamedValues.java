package dev.anneal.dsl.script;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Writes {@code word k: v} as {@code word(k: v)}, which means the same. Groovy's parser has a fast and a slow mode, and
 * the former fails on named values without parentheses; the latter reads to the end of the file to decide on each word,
 * so that a thousand tasks take it half a minute. Parentheses take the place of blanks: whatever follows on the line
 * stays in its column, and where that is impossible nothing is changed.
 */
final class NamedValues {

    private static final Set<Integer> BEFORE_WORD =
            Set.of(GroovyLexer.NL, GroovyLexer.SEMI, GroovyLexer.LBRACE, GroovyLexer.ARROW);
    private static final Set<Integer> FIRST_VALUE = Set.of(
            GroovyLexer.Identifier,
            GroovyLexer.CapitalizedIdentifier,
            GroovyLexer.StringLiteral,
            GroovyLexer.GStringBegin,
            GroovyLexer.IntegerLiteral,
            GroovyLexer.FloatingPointLiteral,
            GroovyLexer.BooleanLiteral,
            GroovyLexer.NullLiteral);
    /** After these in a new line nobody can go on with what stood before. */
    private static final Set<Integer> BEGINS_ANEW = Set.of(
            GroovyLexer.Identifier,
            GroovyLexer.CapitalizedIdentifier,
            GroovyLexer.RBRACE,
            GroovyLexer.SEMI,
            GroovyLexer.DEF,
            GroovyLexer.IF,
            GroovyLexer.FOR);

    private static final Set<Integer> ENDS_VALUE = Set.of(
            GroovyLexer.Identifier,
            GroovyLexer.CapitalizedIdentifier,
            GroovyLexer.StringLiteral,
            GroovyLexer.GStringEnd,
            GroovyLexer.GStringPathPart,
            GroovyLexer.IntegerLiteral,
            GroovyLexer.FloatingPointLiteral,
            GroovyLexer.BooleanLiteral,
            GroovyLexer.NullLiteral,
            GroovyLexer.RPAREN,
            GroovyLexer.RBRACE,
            GroovyLexer.RBRACK);

    /** The lexer counts code points. */
    private final int[] points;

    private final String text;
    private final List<Token> tokens;
    private final Map<Integer, Character> replaced = new HashMap<>();
    private final Map<Integer, Character> inserted = new HashMap<>();

    NamedValues(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
        this.points = text.codePoints().toArray();
    }

    String parenthesised() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            boolean begins = i == 0 || BEFORE_WORD.contains(type(i - 1));
            if (begins && type(i) == GroovyLexer.Identifier && valueFollows(i)) {
                int end = end(i + 1);
                if (end > 0) {
                    close(end, i);
                }
            }
        }
        return replaced.isEmpty() ? text : edited();
    }

    /** Whether a value, or the key of one, stands behind the word, with a blank before it. */
    private boolean valueFollows(int word) {
        int blank = tokens.get(word).getStopIndex() + 1;
        for (int at = blank; at < tokens.get(word + 1).getStartIndex(); at++) {
            if (!blank(at)) {
                return false;
            }
        }
        boolean value = FIRST_VALUE.contains(type(word + 1)) || type(word + 2) == GroovyLexer.COLON;
        return value && blank(blank);
    }

    /** The index of the token that ends the statement; 0 where it has no named values, or its end is not plain to see. */
    private int end(int first) {
        boolean named = false;
        int depth = 0;
        for (int i = first; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && (type(i) == GroovyLexer.SEMI || ScriptText.closes(token))) {
                return named && type(i) != GroovyLexer.RPAREN && type(i) != GroovyLexer.RBRACK ? i : 0;
            } else if (depth == 0 && type(i) == GroovyLexer.NL) {
                if (type(i - 1) != GroovyLexer.COMMA && type(i - 1) != GroovyLexer.NL) {
                    return named && endsLine(i) ? i : 0;
                }
            } else if (depth == 0 && type(i) == GroovyLexer.COLON) {
                named = true;
            }
            depth += ScriptText.opens(token) ? 1 : ScriptText.closes(token) ? -1 : 0;
        }
        return 0;
    }

    private boolean endsLine(int newline) {
        int next = newline;
        while (next < tokens.size() && type(next) == GroovyLexer.NL) {
            String line = tokens.get(next).getText();
            if (line.startsWith("/*")) {
                return false;
            }
            next++;
        }
        return next == tokens.size() || BEGINS_ANEW.contains(type(next));
    }

    private void close(int end, int word) {
        Token last = tokens.get(end - 1);
        int at = last.getStopIndex() + 1;
        if (!ENDS_VALUE.contains(last.getType()) || at >= points.length) {
            return;
        } else if (blank(at)) {
            replaced.put(at, ')');
        } else if (points[at] == '\n' || points[at] == '\r') {
            inserted.put(at, ')');
        } else if (points[at] == ';' && at + 1 < points.length && blank(at + 1)) {
            replaced.put(at, ')');
            replaced.put(at + 1, ';');
        } else if (points[at] == ';' && at + 1 < points.length && points[at + 1] == '\n') {
            inserted.put(at, ')');
        } else {
            return;
        }
        replaced.put(tokens.get(word).getStopIndex() + 1, '(');
    }

    private String edited() {
        StringBuilder edited = new StringBuilder(text.length() + inserted.size());
        for (int at = 0; at < points.length; at++) {
            Character before = inserted.get(at);
            if (before != null) {
                edited.append(before.charValue());
            }
            Character instead = replaced.get(at);
            edited.appendCodePoint(instead == null ? points[at] : instead);
        }
        return edited.toString();
    }

    private boolean blank(int at) {
        return at < points.length && (points[at] == ' ' || points[at] == '\t');
    }

    private int type(int token) {
        return tokens.get(token).getType();
    }
}
