package dev.anneal.runner.app.author;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A workflow file to begin with, in both forms. Each runs as it is, on data that it makes itself. */
public enum Template {
    TABULAR("train on a table, judge the model, keep it as a version"),
    SHELL("commands that hand files on, with retries and a condition"),
    WATCH("a whole life: train, deploy, watch, and train again when the world has changed"),
    ETL("extract, clean and check rows, and work on each region side by side"),
    SEARCH("train with every combination of some settings, and judge each");

    private final String help;

    Template(String help) {
        this.help = help;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One line for a person. */
    public String help() {
        return help;
    }

    /** The file's name. */
    public String file(boolean groovy) {
        return word() + (groovy ? ".groovy" : ".yaml");
    }

    /** The file's content. */
    public byte[] content(boolean groovy) {
        String path = "/dev/anneal/runner/templates/" + file(groovy);
        try (InputStream in = Template.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + path);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // Its header names the file as one gets it.
            return text.replace(file(!groovy), file(groovy)).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw AnnealException.environment("template", "the template cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws AnnealException not-found, with the nearest name */
    public static Template of(String word) {
        List<String> words = Arrays.stream(values()).map(Template::word).toList();
        int index = words.indexOf(word);
        if (index < 0) {
            throw AnnealException.notFound(
                    "template", "there is no template '" + word + "'." + NearestName.hint(word, words));
        }
        return values()[index];
    }
}
