package dev.anneal.dsl.write;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import java.util.List;
import java.util.Locale;

/** Writes workflows as files of either form. What is written reads to equal specs. Thread-safe. */
public final class WorkflowWriter {

    /** The forms of a workflow file. */
    public enum Form {
        YAML,
        GROOVY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The form of a file by its name's end. */
        public static Form of(String file) {
            return file.toLowerCase(Locale.ROOT).endsWith(".groovy") ? GROOVY : YAML;
        }

        public Form other() {
            return this == YAML ? GROOVY : YAML;
        }
    }

    private final TaskCatalog catalog;

    /** @param catalog tells which settings of task types are expressions */
    public WorkflowWriter(TaskCatalog catalog) {
        this.catalog = catalog;
    }

    /** @throws AnnealException bad-input where Groovy has no words for it */
    public String write(List<WorkflowSpec> workflows, Form form) {
        return written(SpecSaid.documents(workflows, catalog, null), Comments.NONE, form);
    }

    /**
     * Writes what was read from a file in its order, with its defaults and its comments.
     *
     * @param text of the file
     * @throws AnnealException bad-input where Groovy has no words for it
     */
    public String write(WorkflowFile file, String text, Form form) {
        List<Document> documents = SpecSaid.documents(file.workflows(), catalog, file.places());
        List<Comments.Line> comments =
                Form.of(file.path().toString()) == Form.GROOVY ? CommentReader.groovy(text) : CommentReader.yaml(text);
        return written(documents, Comments.attached(comments, documents, file.places()), form);
    }

    private static String written(List<Document> documents, Comments comments, Form form) {
        return form == Form.YAML
                ? new YamlWriter(comments).write(documents)
                : new GroovyWriter(comments).write(documents);
    }
}
