package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Document.Part;
import dev.anneal.dsl.write.Document.Section;
import dev.anneal.dsl.write.Said.Content;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Lays documents out as Groovy. */
final class GroovyWriter {

    private static final String STEP = "    ";

    private final Comments comments;
    private final Lines lines = new Lines("//", STEP);

    GroovyWriter(Comments comments) {
        this.comments = comments;
    }

    String write(List<Document> documents) {
        lines.head(comments.head());
        boolean first = true;
        for (Document document : documents) {
            if (!first) {
                lines.blank();
            }
            workflow(document);
            first = false;
        }
        lines.comments(0, comments.tail());
        return lines.text();
    }

    private void workflow(Document document) {
        lines.comments(0, comments.of(document.name()));
        lines.add(0, "workflow(" + GroovyExpression.text(document.name()) + ") {");
        words(1, document.header());
        for (Section section : document.sections()) {
            if (section instanceof Section.Words said) {
                word(1, new Said(section.word(), new Content.Words(said.words()), ""));
                continue;
            }
            lines.add(1, section.word() + " {");
            boolean tasks = section.word().equals("tasks") || section.word().equals("always");
            for (Part part : ((Section.Parts) section).parts()) {
                lines.comments(2, comments.of(part.path()));
                part(part, tasks);
            }
            lines.add(1, "}");
        }
        lines.add(0, "}");
    }

    private void part(Part part, boolean task) {
        String name = GroovyExpression.text(part.name());
        String type = GroovyValue.name(camel(part.type()));
        boolean plain = part.words().stream().noneMatch(word -> deep(word) || comments.has(word.path()));
        String line = task
                ? type + "(" + name + ") { "
                        + part.words().stream().map(GroovyValue::statement).collect(Collectors.joining("; ")) + " }"
                : GroovyValue.called(
                        camel(part.type()),
                        name + (part.words().isEmpty() ? "" : ", " + GroovyValue.pairs(part.words())));
        if (plain && Lines.fits(2, STEP, line)) {
            lines.add(2, line.replace("{  }", "{ }"));
        } else {
            lines.add(2, type + "(" + name + ") {");
            words(3, part.words());
            lines.add(2, "}");
        }
    }

    private void words(int level, List<Said> words) {
        words.forEach(word -> word(level, word));
    }

    private void word(int level, Said word) {
        lines.comments(level, comments.of(word.path()));
        String line = GroovyValue.statement(word);
        List<Said> inner = inner(word.content());
        String text = lines(word.content());
        boolean commented = inner.stream().anyMatch(each -> comments.has(each.path()));
        if (!inner.isEmpty() && (!Lines.fits(level, STEP, line) || deep(word) || commented)) {
            lines.add(level, GroovyValue.name(word.word()) + " {");
            words(level + 1, inner);
            lines.add(level, "}");
        } else if (!text.isEmpty()) {
            lines.add(level, GroovyValue.name(word.word()) + " '''\\");
            String escaped = text.replace("\\", "\\\\").replace("'''", "\\'\\'\\'");
            (escaped + "'''").lines().forEach(each -> lines.add(0, each));
        } else if (!Lines.fits(level, STEP, line)
                && word.content() instanceof Content.Value value
                && value.value() instanceof ListOf list
                && list.items().size() > 1) {
            lines.add(level, GroovyValue.name(word.word()) + "(");
            String items = list.items().stream()
                    .map(GroovyValue::of)
                    .collect(Collectors.joining(",\n" + STEP.repeat(level + 2)));
            lines.add(level + 2, items + ")");
        } else {
            lines.add(level, line);
        }
    }

    /** The entries of a map that is not empty; else none. */
    private static List<Said> inner(Content content) {
        if (content instanceof Content.Words words) {
            return words.words();
        }
        return content instanceof Content.Value value && value.value() instanceof MapOf map
                ? GroovyValue.words(map)
                : List.of();
    }

    /** A text of several lines that may stand between three quotes; else empty. */
    private static String lines(Content content) {
        Expression value = content instanceof Content.Value said ? said.value() : new Literal(null);
        boolean fits = value instanceof Literal literal
                && literal.value() instanceof String text
                && text.strip().contains("\n")
                && !text.endsWith("'")
                && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F));
        return fits ? String.valueOf(((Literal) value).value()) : "";
    }

    private static boolean deep(Said word) {
        return !lines(word.content()).isEmpty()
                || (word.content() instanceof Content.Words words
                        && words.words().stream()
                                .anyMatch(inner -> inner.content() instanceof Content.Words nested
                                        && nested.words().size() > 1));
    }

    /** {@code retrainOnDrift} for {@code retrain-on-drift}. */
    private static String camel(String type) {
        StringBuilder camel = new StringBuilder();
        for (String part : type.split("-", -1)) {
            boolean begins = camel.isEmpty() || part.isEmpty();
            camel.append(begins ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return camel.toString();
    }
}
