package dev.anneal.runner.app;

import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Ids of runs: twelve characters, the first a letter, out of 31 that are hard to confuse. Random from the first one on,
 * so that a short prefix already names a run.
 */
final class RunIds implements Supplier<String> {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final String ALL = LETTERS + "23456789";
    private static final int LENGTH = 12;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String get() {
        StringBuilder id = new StringBuilder(LENGTH);
        id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        while (id.length() < LENGTH) {
            id.append(ALL.charAt(random.nextInt(ALL.length())));
        }
        return id.toString();
    }
}
