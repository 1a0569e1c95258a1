package dev.anneal.engine.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it means that a plugin's class cannot be loaded or linked, for a person, and what to do. */
final class Linkage {

    private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

    /** Class files of Java 17 have version 61, those of 21 have 65. */
    private static final int BEFORE_JAVA_1 = 44;

    private Linkage() {}

    /** @return what stands behind {@code class X ...}: two sentences, the first without a subject */
    static String explain(LinkageError error) {
        if (error instanceof UnsupportedClassVersionError) {
            return newer(String.valueOf(error.getMessage()));
        } else if (error instanceof NoClassDefFoundError
                && error.getCause() instanceof ClassNotFoundException missing) {
            return unseen(String.valueOf(missing.getMessage()));
        } else if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
            return "cannot be initialised: " + error.getCause() + ". Mend its static initialiser.";
        } else if (error instanceof IncompatibleClassChangeError) {
            return "was built against something else than what is here: " + error.getMessage()
                    + ". Build it against this version of Anneal and of its libraries.";
        }
        return "cannot be loaded: " + error + ". Build its jar again.";
    }

    /** @param name of a class that was asked for in vain */
    static String unseen(String name) {
        return name.startsWith(Spi.RESERVED)
                ? "needs " + name + ", which is not for plugins. Of Anneal a plugin may use "
                        + String.join(", ", Spi.PACKAGES) + " and the classes " + String.join(", ", Spi.CLASSES) + "."
                : "needs " + name
                        + ", which is neither in the plugin's jars nor in the JDK; Anneal's own libraries are not"
                        + " for plugins. Put the jar that has it beside the plugin's own, into a folder plugins/NAME/.";
    }

    private static String newer(String message) {
        Matcher version = CLASS_FILE_VERSION.matcher(message);
        String here = "this is Java " + Runtime.version().feature();
        return version.find()
                ? "needs Java " + (Integer.parseInt(version.group(1)) - BEFORE_JAVA_1) + " or newer, and " + here
                        + ". Run Anneal with that Java, or compile the plugin with --release "
                        + Runtime.version().feature() + "."
                : "needs another Java, and " + here + ": " + message + ".";
    }
}
