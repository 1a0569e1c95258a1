package dev.anneal.dsl.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Which names are the script's own variables, from the innermost braces outwards. */
final class Locals {

    private static final Set<String> PACKAGES = Set.of("java", "javax", "groovy", "org", "com", "dev");

    private final Deque<Set<String>> scopes = new ArrayDeque<>();

    void open() {
        scopes.push(new HashSet<>());
    }

    void close() {
        scopes.pop();
    }

    void declare(String name) {
        scopes.element().add(name);
    }

    boolean variable(String name) {
        return scopes.stream().anyMatch(scope -> scope.contains(name));
    }

    /** Whether a name is Groovy's: a variable, {@code this}, a class or the begin of a package's name. */
    boolean groovys(String name) {
        return variable(name)
                || name.equals("this")
                || name.equals("super")
                || Character.isUpperCase(name.charAt(0))
                || PACKAGES.contains(name);
    }
}
