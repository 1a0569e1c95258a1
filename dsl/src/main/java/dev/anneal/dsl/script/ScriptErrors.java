package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.syntax.SyntaxException;
import org.jspecify.annotations.Nullable;

/** Says what the compiler found, or a script threw, in the words and at the places of the file. */
final class ScriptErrors {

    /** Begins the messages that are ours already. */
    static final String OURS = "\u0000";

    private static final Pattern PLACE_IN_MESSAGE = Pattern.compile("\\s*@ line \\d+, column \\d+\\.?\\s*$");
    /** Words of Groovy that are words of workflow files too. */
    private static final Set<String> KEYWORDS =
            Set.of("default", "for", "in", "if", "switch", "case", "import", "package");

    private static final Pattern LAST_WORD = Pattern.compile("(\\w+)\\s*$");
    private static final Pattern FIRST_WORD = Pattern.compile("\\w+");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z][\\w$]*\\.)+([A-Z]\\w*)");

    private final Draft draft;
    private final List<String> lines;
    private final ScriptText script;

    ScriptErrors(Draft draft, String text, ScriptText script) {
        this.draft = draft;
        this.script = script;
        this.lines = text.lines().toList();
    }

    void report(MultipleCompilationErrorsException failed) {
        List<? extends Message> messages =
                Objects.requireNonNullElse(failed.getErrorCollector().getErrors(), List.of());
        for (Message message : messages) {
            if (message instanceof SyntaxErrorMessage syntax) {
                report(syntax.getCause());
            } else if (message instanceof ExceptionMessage exception) {
                reportCompiler(exception.getCause());
            } else {
                draft.cutShort(draft.file(), "groovy-syntax", "Groovy cannot read the file");
            }
        }
    }

    private void report(SyntaxException syntax) {
        String original = Objects.requireNonNullElse(syntax.getOriginalMessage(), "");
        Place place = syntax.getLine() < 1
                ? draft.file()
                : new Place(draft.file().file(), syntax.getLine(), Math.max(1, syntax.getStartColumn()));
        if (original.startsWith(OURS)) {
            draft.cutShort(place, "annotation", original.substring(OURS.length()));
        } else {
            unread(place, original.startsWith("Unexpected input") ? null : plain(original));
        }
    }

    /**
     * Says what stands where Groovy's grammar gave up.
     *
     * @param words what the compiler said; null where that was only half the file
     */
    private void unread(Place place, @Nullable String words) {
        String line = place.line() < 1 || place.line() > lines.size() ? "" : lines.get(place.line() - 1);
        int column = Math.min(Math.max(place.column() - 1, 0), line.length());
        String rest = line.substring(column);
        Matcher before = LAST_WORD.matcher(line.substring(0, column));
        if (words != null) {
            unreadAt(place, words);
        } else if (before.find() && KEYWORDS.contains(before.group(1))) {
            Place keyword = new Place(place.file(), place.line(), before.start(1) + 1);
            unreadAt(keyword, unexpected(before.group(1)));
        } else if (rest.isBlank()) {
            boolean atEnd = place.line() >= lines.size();
            unreadAt(
                    place, atEnd ? "the file ends, but a '{', '(' or '[' is not closed" : "unexpected end of the line");
        } else {
            Matcher word = FIRST_WORD.matcher(rest);
            unreadAt(place, unexpected(word.lookingAt() ? word.group() : rest.substring(0, 1)));
        }
    }

    private void unreadAt(Place place, String words) {
        draft.cutShort(place, "groovy-syntax", "Groovy cannot read this: " + words);
    }

    private static String unexpected(String token) {
        String advice =
                "; it is a word of Groovy's own, and as the name of a setting it stands only before a colon: t 'name', ";
        return "unexpected '" + token + "'" + (KEYWORDS.contains(token) ? advice + token + ": value" : "");
    }

    /** The compiler itself failed on the file. */
    void reportCompiler(@Nullable Throwable failed) {
        Throwable cause = failed == null ? new IllegalStateException("") : failed;
        draft.cutShort(
                script.busiest(draft.file()),
                "groovy-syntax",
                "Groovy cannot read the file: "
                        + plain(Objects.requireNonNullElse(cause.getMessage(), "it is too complicated")));
    }

    /** @param scriptClass name of the class that the script became */
    void report(Throwable thrown, String scriptClass) {
        Throwable cause = thrown;
        while (cause instanceof InvokerInvocationException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ScriptProblem problem) {
            Problem found = problem.problem();
            draft.cutShort(found.place(), found.code(), found.message());
        } else {
            draft.cutShort(place(cause, scriptClass), "script-failed", "the script failed here: " + words(cause));
        }
    }

    /** The innermost line of the script that was being run, at its first character. */
    private Place place(Throwable thrown, String scriptClass) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            int line = frame.getLineNumber();
            boolean ours = frame.getClassName().equals(scriptClass)
                    || frame.getClassName().startsWith(scriptClass + "$");
            if (ours && line > 0 && line <= lines.size()) {
                String text = lines.get(line - 1);
                return new Place(
                        draft.file().file(),
                        line,
                        text.length() - text.stripLeading().length() + 1);
            }
        }
        return thrown instanceof StackOverflowError ? script.busiest(draft.file()) : draft.file();
    }

    private static String words(Throwable thrown) {
        if (thrown instanceof StackOverflowError) {
            return "it is nested too deeply, or calls itself without an end";
        } else if (thrown instanceof NullPointerException) {
            return "it uses something that is null";
        } else if (thrown instanceof MissingPropertyException missing) {
            return "nothing is called '" + missing.getProperty() + "' here";
        } else if (thrown instanceof MissingMethodException missing) {
            for (Object argument : missing.getArguments()) {
                if (argument instanceof Handle) {
                    return "'" + missing.getMethod()
                            + "' cannot be called with a reference, which has no value while the file is read";
                }
            }
            return "nothing that can be called '" + missing.getMethod() + "' with these values";
        } else if (thrown instanceof AssertionError) {
            String message = Objects.requireNonNullElse(thrown.getMessage(), "")
                    .lines()
                    .findFirst()
                    .orElse("");
            return "what it asserts does not hold" + (message.isEmpty() ? "" : ": " + message);
        }
        String message = thrown.getMessage();
        if (message != null && message.contains(Handle.class.getName())) {
            return "a reference has no value while the file is read, so nothing can be compared or reckoned with it here."
                    + " What a run should compare stands in a condition such as when { ... }";
        }
        return message == null || message.isBlank() ? "it threw an error without a message" : plain(message);
    }

    /** A message without places, packages of classes and all but its first line. */
    private static String plain(String message) {
        String line =
                message.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        String unplaced = PLACE_IN_MESSAGE.matcher(line).replaceFirst("");
        String brief = QUALIFIED.matcher(unplaced).replaceAll("$1").strip();
        return brief.length() > 300 ? brief.substring(0, 300) + "..." : brief;
    }
}
