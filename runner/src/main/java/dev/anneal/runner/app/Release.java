package dev.anneal.runner.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Anneal this is, as the build wrote it into {@code version.properties}. */
public final class Release {

    private static final String FILE = "/dev/anneal/runner/version.properties";

    private Release() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        try (InputStream in = Release.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
