package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.problem.Place;
import groovy.lang.GroovyClassLoader;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import org.codehaus.groovy.GroovyBugError;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.tools.GroovyClass;
import org.jspecify.annotations.Nullable;

/** Puts a Groovy file into a draft: compiles it, runs it once, and says all that went wrong in the file's own terms. */
public final class ScriptReader {

    private static final String CLASS = "workflow_file";

    private final Draft draft;
    private final ScriptText script;
    private final ScriptErrors errors;
    private final Sites sites = new Sites();

    private ScriptReader(Draft draft, String text) {
        this.draft = draft;
        this.script = ScriptText.of(text);
        this.errors = new ScriptErrors(draft, text, script);
    }

    /** Reads the whole text, which runs as code; what is wrong with it goes to the draft. */
    public static void read(String text, Draft draft) {
        new ScriptReader(draft, text).read(text, true);
    }

    /** Finds what is wrong with a text as far as that can be found without running it. */
    static void compile(String text, Draft draft) {
        new ScriptReader(draft, text).read(text, false);
    }

    private void read(String text, boolean run) {
        Optional<Place> deep = script.tooDeep(draft.file());
        if (deep.isPresent()) {
            draft.cutShort(
                    deep.get(),
                    "too-deep",
                    "the file is too deep: at most " + ScriptText.DEEPEST
                            + " brackets inside one another, or signs in a row");
            return;
        }
        try {
            Class<?> compiled = compiled(text, script.parenthesised());
            if (compiled != null && run) {
                run(compiled);
            }
        } catch (StackOverflowError tooDeep) {
            errors.report(tooDeep, CLASS);
        }
    }

    /** @param fast what means the same as the text, and is parsed faster where nothing is wrong with it */
    private @Nullable Class<?> compiled(String text, String fast) {
        try {
            return compiled(fast);
        } catch (MultipleCompilationErrorsException failed) {
            if (fast.equals(text)) {
                errors.report(failed);
                return null;
            }
            return compiled(text, text);
        } catch (CompilationFailedException | GroovyBugError failed) {
            errors.reportCompiler(failed);
            return null;
        }
    }

    private @Nullable Class<?> compiled(String text) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(WorkflowScript.class.getName());
        configuration.setTolerance(50);
        configuration.addCompilationCustomizers(new Rewriting());
        // Code that a dependency offers to run inside of the compiler, such as @Grab's, stays out.
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        ClassLoader parent = WorkflowScript.class.getClassLoader();
        GroovyClassLoader loader = new GroovyClassLoader(parent, configuration);
        GroovyClassLoader transforms = new GroovyClassLoader(new WithoutServices(parent), configuration);
        CompilationUnit unit = new CompilationUnit(configuration, null, loader, transforms);
        unit.addSource(CLASS + ".groovy", text);
        unit.compile(Phases.CLASS_GENERATION);
        Class<?> script = null;
        for (GroovyClass compiled : unit.getClasses()) {
            Class<?> defined = loader.defineClass(compiled.getName(), compiled.getBytes());
            if (WorkflowScript.class.isAssignableFrom(defined)) {
                script = defined;
            }
        }
        return script;
    }

    @SuppressWarnings("CatchingUnchecked") // a script may throw whatever it likes, and it is never our fault
    private void run(Class<?> compiled) {
        try {
            WorkflowScript script =
                    (WorkflowScript) compiled.getDeclaredConstructor().newInstance();
            script.begin(new ScriptRun(draft, sites));
            script.run();
        } catch (Exception | StackOverflowError | AssertionError | LinkageError thrown) {
            errors.report(thrown, compiled.getName());
        }
    }

    /** Rewrites the script before names are resolved. */
    private final class Rewriting extends CompilationCustomizer {

        Rewriting() {
            super(CompilePhase.CONVERSION);
        }

        @Override
        public void call(SourceUnit unit, GeneratorContext context, ClassNode node) {
            new AnnotationRefusal(unit, draft).check(node);
            if (node.isScript()) {
                new ScriptTransformer(unit, draft, sites).transform(node);
            }
        }
    }

    /** Hides the compiler extensions that other libraries on the class path announce. */
    private static final class WithoutServices extends ClassLoader {

        WithoutServices(@Nullable ClassLoader parent) {
            super(parent);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith("META-INF/services/") ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
