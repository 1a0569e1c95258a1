package dev.anneal.dsl.diagnostic;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import java.util.Locale;

/**
 * A problem or a warning as editors want it: with the range of text that is meant, and not only where that begins.
 *
 * @param problem with its place, for people
 * @param range of the text
 */
public record Diagnostic(Problem problem, Severity severity, Range range) {

    /** How bad it is. */
    public enum Severity {
        /** The file cannot run. */
        ERROR,
        /** It can, and probably means something else. */
        WARNING;

        /** {@code error}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * As the Language Server Protocol has it: lines and characters from 0, characters in UTF-16 units, the end behind the
     * last one. A problem of the whole file is at its begin, and empty.
     */
    public record Range(int startLine, int startCharacter, int endLine, int endCharacter) {

        static final Range OF_FILE = new Range(0, 0, 0, 0);
    }

    public static Diagnostic of(Problem problem, Severity severity, SourceLines lines) {
        return new Diagnostic(problem, severity, range(problem.place(), lines));
    }

    private static Range range(Place place, SourceLines lines) {
        if (place.line() < 1) {
            return Range.OF_FILE;
        }
        int line = place.line() - 1;
        String text = lines.line(place).orElse("");
        if (place.column() < 1) {
            return new Range(line, 0, line, text.length());
        }
        int start = Excerpt.index(text, place.column());
        return new Range(line, start, line, Math.min(Extent.end(text, start), text.length()));
    }
}
