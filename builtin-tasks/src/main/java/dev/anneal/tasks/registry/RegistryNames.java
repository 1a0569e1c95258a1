package dev.anneal.tasks.registry;

import dev.anneal.engine.problem.AnnealException;

/** What models, aliases and endpoints may be called: they stand in references, keys and folder names. */
public final class RegistryNames {

    private RegistryNames() {}

    /**
     * The name, where it may be one.
     *
     * @param what it names, for the message: {@code "a model"}
     * @throws AnnealException bad-input where it has other than ASCII letters, digits, dots, dashes and underscores, or
     *     does not begin with a letter or digit
     */
    public static String checked(String what, String name) {
        boolean valid = !name.isEmpty() && letterOrDigit(name.charAt(0));
        for (int i = 1; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = letterOrDigit(c) || c == '.' || c == '-' || c == '_';
        }
        if (!valid) {
            throw AnnealException.badInput(
                    "name",
                    "'" + name + "' cannot name " + what
                            + ": use letters, digits, '.', '-' and '_', beginning with a letter or digit.");
        }
        return name;
    }

    /** As {@link #checked}, and no number, nor {@link ModelRegistry#LATEST}. @throws AnnealException bad-input */
    public static String checkedAlias(String alias) {
        checked("an alias", alias);
        if (alias.equals(ModelRegistry.LATEST) || alias.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw AnnealException.badInput(
                    "name",
                    "'" + alias + "' cannot name an alias: numbers and '" + ModelRegistry.LATEST
                            + "' name versions by themselves.");
        }
        return alias;
    }

    private static boolean letterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
