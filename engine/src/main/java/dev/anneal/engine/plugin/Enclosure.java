package dev.anneal.engine.plugin;

import dev.anneal.engine.problem.AnnealException;
import java.util.concurrent.Callable;

/**
 * Calls a plugin's code: with its own class loader as the thread's, so that what searches by that (service loaders, JDBC,
 * XML) does not find Anneal's libraries either. Immutable; thread-safe.
 */
record Enclosure(String plugin, ClassLoader loader) {

    /**
     * @param who for messages, which begin with it
     * @throws AnnealException environment, where the code needs a class that it cannot have, or gives nothing back
     * @throws Exception whatever the code throws
     */
    <T> T call(String who, Callable<T> code) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            T result = code.call();
            if (result == null) {
                throw AnnealException.environment(
                        "plugin", who + " returned null, where it must say what came of it.", null);
            }
            return result;
        } catch (LinkageError e) {
            throw AnnealException.environment("plugin", who + " " + Linkage.explain(e), e);
        } catch (ClassNotFoundException e) {
            throw AnnealException.environment("plugin", who + " " + Linkage.unseen(String.valueOf(e.getMessage())), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** For messages that do not name the plugin otherwise. */
    String ofPlugin(String part) {
        return part + " of plugin '" + plugin + "'";
    }
}
