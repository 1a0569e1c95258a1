package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Document.Part;
import dev.anneal.dsl.write.Document.Section;
import dev.anneal.dsl.write.Said.Content;
import dev.anneal.dsl.yaml.YamlScalars;
import dev.anneal.engine.expression.ExpressionText;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays documents out as YAML. */
final class YamlWriter {

    private static final String STEP = "  ";

    private final Comments comments;
    private final Lines lines;

    YamlWriter(Comments comments) {
        this.comments = comments;
        this.lines = new Lines("#", STEP);
    }

    String write(List<Document> documents) {
        lines.head(comments.head());
        boolean first = true;
        for (Document document : documents) {
            if (!first) {
                lines.add(0, "---");
            }
            workflow(document);
            first = false;
        }
        lines.comments(0, comments.tail());
        return lines.text();
    }

    private void workflow(Document document) {
        lines.comments(0, comments.of(document.name()));
        lines.add(0, "workflow: " + document.name());
        words(0, document.header());
        for (Section section : document.sections()) {
            lines.blank();
            if (section instanceof Section.Parts parts) {
                lines.add(0, section.word() + ":");
                parts.parts().forEach(this::part);
            } else {
                word(0, new Said(section.word(), new Content.Words(((Section.Words) section).words()), ""));
            }
        }
    }

    private void part(Part part) {
        lines.comments(1, comments.of(part.path()));
        List<Said> words = new ArrayList<>();
        words.add(new Said("type", new Content.Value(new Literal(part.type())), ""));
        words.addAll(part.words());
        String line = YamlScalars.key(part.name()) + ": " + YamlValue.braces(words);
        boolean commented = part.words().stream().anyMatch(word -> comments.has(word.path()));
        if (!commented && Lines.fits(1, STEP, line) && part.words().stream().noneMatch(YamlWriter::deep)) {
            lines.add(1, line);
        } else {
            lines.add(1, YamlScalars.key(part.name()) + ":");
            words(2, words);
        }
    }

    private void words(int level, List<Said> words) {
        words.forEach(word -> word(level, word));
    }

    private void word(int level, Said word) {
        lines.comments(level, comments.of(word.path()));
        String key = YamlScalars.key(word.word()) + ":";
        String line = key + " " + YamlValue.of(word.content(), false);
        String text = block(word.content());
        if (word.content() instanceof Content.Words words
                && (!Lines.fits(level, STEP, line) || deep(word) || commented(words))) {
            lines.add(level, key);
            words(level + 1, words.words());
        } else if (!text.isEmpty()) {
            lines.add(level, key + (text.endsWith("\n") ? " |" : " |-"));
            text.lines().forEach(each -> lines.add(level + 1, each));
        } else if (word.content() instanceof Content.Value value && !Lines.fits(level, STEP, line)) {
            value(level, key, value.value());
        } else {
            lines.add(level, line);
        }
    }

    private boolean commented(Content.Words words) {
        return words.words().stream().anyMatch(word -> comments.has(word.path()));
    }

    /** A list or a map that is too long for a line; what stands in it has a line each. */
    private void value(int level, String key, Expression value) {
        if (value instanceof ListOf list) {
            lines.add(level, key);
            list.items().forEach(item -> lines.add(level + 1, "- " + YamlValue.of(item, false)));
        } else if (value instanceof MapOf map) {
            lines.add(level, key);
            for (Map.Entry<String, Expression> entry : map.entries().entrySet()) {
                word(level + 1, new Said(entry.getKey(), new Content.Value(entry.getValue()), ""));
            }
        } else {
            lines.add(level, key + " " + YamlValue.of(value, false));
        }
    }

    /** The text of several lines that may stand below {@code |}; else empty. */
    private static String block(Content content) {
        String text = "";
        if (content instanceof Content.Condition condition) {
            text = ExpressionText.of(condition.expression());
        } else if (content instanceof Content.Value said && scalar(said.value())) {
            text = YamlValue.scalar(said.value());
        }
        return YamlScalars.literal(text) ? text : "";
    }

    private static boolean scalar(Expression value) {
        return value instanceof Literal literal
                ? literal.value() instanceof String
                : !(value instanceof ListOf || value instanceof MapOf);
    }

    /** Whether it reads better with a line for each of its parts, however short it is: a map of maps, a text of lines. */
    private static boolean deep(Said word) {
        return !block(word.content()).isEmpty()
                || (word.content() instanceof Content.Words words
                        && words.words().stream()
                                .anyMatch(inner -> inner.content() instanceof Content.Words nested
                                        && nested.words().size() > 1));
    }
}
