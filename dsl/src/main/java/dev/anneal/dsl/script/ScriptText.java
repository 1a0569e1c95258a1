package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;
import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/** The text of a script as Groovy's lexer sees it, before the parser is let near it. */
final class ScriptText {

    /** The parser calls itself for each, several times over. */
    static final int DEEPEST = 60;

    private static final Set<Integer> OPENING =
            Set.of(GroovyLexer.LPAREN, GroovyLexer.LBRACE, GroovyLexer.LBRACK, GroovyLexer.SAFE_INDEX);
    private static final Set<Integer> CLOSING = Set.of(GroovyLexer.RPAREN, GroovyLexer.RBRACE, GroovyLexer.RBRACK);

    private static final Set<Integer> SIGNS = Set.of(
            GroovyLexer.ADD, GroovyLexer.SUB, GroovyLexer.INC, GroovyLexer.DEC, GroovyLexer.NOT, GroovyLexer.BITNOT);

    private final String text;
    private final List<Token> tokens;

    private ScriptText(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /** Takes a text apart, up to the first thing that is no token. */
    static ScriptText of(String text) {
        GroovyLangLexer lexer = new GroovyLangLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<Token> tokens = new ArrayList<>();
        try {
            for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
                if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                    tokens.add(token);
                }
            }
        } catch (RuntimeException | AssertionError unreadable) {
            // The compiler will say it, at its place.
            return new ScriptText(text, tokens);
        }
        return new ScriptText(text, tokens);
    }

    /** Where the first bracket stands that is inside of too many others, or the first of too many signs in a row. */
    Optional<Place> tooDeep(Place file) {
        int depth = 0;
        int signs = 0;
        for (Token token : tokens) {
            depth += opens(token) ? 1 : closes(token) && depth > 0 ? -1 : 0;
            signs = SIGNS.contains(token.getType()) ? signs + 1 : 0;
            if (depth > DEEPEST || signs > DEEPEST) {
                return Optional.of(place(file, token));
            }
        }
        return Optional.empty();
    }

    /** Where the line begins that has the most tokens: the likeliest one to be more than the compiler can take. */
    Place busiest(Place file) {
        Place found = new Place(file.file(), 1, 1);
        int most = 0;
        int line = 0;
        int count = 0;
        Token first = null;
        for (Token token : tokens) {
            if (token.getLine() != line || first == null) {
                line = token.getLine();
                first = token;
                count = 0;
            }
            if (++count > most) {
                most = count;
                found = place(file, first);
            }
        }
        return found;
    }

    /** The text with parentheses around the named values behind words. */
    String parenthesised() {
        return new NamedValues(text, tokens).parenthesised();
    }

    static boolean opens(Token token) {
        return OPENING.contains(token.getType());
    }

    static boolean closes(Token token) {
        return CLOSING.contains(token.getType());
    }

    private static Place place(Place file, Token token) {
        return new Place(file.file(), token.getLine(), token.getCharPositionInLine() + 1);
    }
}
