package dev.anneal.engine.problem;

import org.jspecify.annotations.Nullable;

/** The root of all that Anneal throws on purpose. The message is for a person: where, what was found, what to do. */
public class AnnealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of thing went wrong, which decides the exit code. */
    public enum Kind {
        /** The command line, the workflow or the data named by them is wrong: exit code 2. */
        BAD_INPUT,
        /** The thing named does not exist: exit code 3. */
        NOT_FOUND,
        /** The world did not do what was asked (disk full, folder not writable, lock held): exit code 1. */
        ENVIRONMENT,
        /** A fault of Anneal's own: exit code 70. */
        FAULT
    }

    private final Kind kind;
    private final String id;

    public AnnealException(Kind kind, String id, String message) {
        this(kind, id, message, null);
    }

    public AnnealException(Kind kind, String id, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.id = id;
    }

    public static AnnealException badInput(String id, String message) {
        return new AnnealException(Kind.BAD_INPUT, id, message);
    }

    public static AnnealException notFound(String id, String message) {
        return new AnnealException(Kind.NOT_FOUND, id, message);
    }

    public static AnnealException environment(String id, String message, @Nullable Throwable cause) {
        return new AnnealException(Kind.ENVIRONMENT, id, message, cause);
    }

    public static AnnealException fault(String id, String message, @Nullable Throwable cause) {
        return new AnnealException(Kind.FAULT, id, message, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** A stable kebab-case id of the rule or fault. */
    public String id() {
        return id;
    }
}
