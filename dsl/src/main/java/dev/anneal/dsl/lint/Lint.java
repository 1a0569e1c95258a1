package dev.anneal.dsl.lint;

import dev.anneal.dsl.diagnostic.SourceLines;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.task.TaskCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warns of what is legal but odd in a file that was read and planned without problems. Thread-safe. */
public final class Lint {

    /** {@code # anneal: allow unused-parameter}, in the line that is meant or alone in the one above it. */
    private static final Pattern ALLOWED =
            Pattern.compile("(?:#|//)\\s*anneal:\\s*allow\\s+([a-z-]+(?:[ ,]+[a-z-]+)*)");

    private final List<Rule> rules;

    /** @param schedules knows when triggers are due */
    public Lint(TaskCatalog catalog, NextMoment schedules) {
        this.rules = List.of(
                new UnusedParameters(),
                new UnreadTasks(catalog),
                new DeadSchedules(schedules),
                new PlainSecrets(),
                new ConstantConditions());
    }

    /** The file's warnings in source order, but for those that its comments allow. */
    public List<Problem> warnings(WorkflowFile file, SourceLines lines) {
        List<Problem> found = new ArrayList<>();
        for (WorkflowSpec workflow : file.workflows()) {
            rules.forEach(rule -> rule.look(workflow, file, found::add));
        }
        return found.stream()
                .filter(warning -> !allowed(warning, lines))
                .distinct()
                .sorted(Problem.IN_SOURCE_ORDER)
                .toList();
    }

    private static boolean allowed(Problem warning, SourceLines lines) {
        Place place = warning.place();
        Place above = new Place(place.file(), place.line() - 1, 0);
        return lines.line(place).filter(line -> allows(line, warning.code())).isPresent()
                || lines.line(above)
                        .filter(line ->
                                line.strip().startsWith("#") || line.strip().startsWith("//"))
                        .filter(line -> allows(line, warning.code()))
                        .isPresent();
    }

    private static boolean allows(String line, String code) {
        Matcher comment = ALLOWED.matcher(line);
        return comment.find() && List.of(comment.group(1).split("[ ,]+")).contains(code);
    }
}
