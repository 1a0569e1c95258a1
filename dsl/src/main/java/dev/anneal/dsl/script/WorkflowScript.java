package dev.anneal.dsl.script;

import groovy.lang.Script;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every workflow script extends. The compiled script calls these methods in the place of words, names and
 * conditions; the class is public only for that.
 */
public abstract class WorkflowScript extends Script {

    private @Nullable ScriptRun run;

    final void begin(ScriptRun scriptRun) {
        this.run = scriptRun;
    }

    private ScriptRun running() {
        if (run == null) {
            throw new IllegalStateException("a workflow script runs only while its file is read");
        }
        return run;
    }

    public final @Nullable Object wordAt(int site, String word, Map<?, ?> named, List<?> positional) {
        return running().word(site, word, named, positional);
    }

    public final Object nameAt(int site, String name) {
        return running().name(site, name);
    }

    public final Object valueAt(int site, @Nullable Object value) {
        return running().value(site, value);
    }

    public final Object capturedAt(int condition, List<?> variables) {
        return running().captured(condition, variables);
    }
}
