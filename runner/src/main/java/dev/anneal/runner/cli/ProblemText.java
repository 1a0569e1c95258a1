package dev.anneal.runner.cli;

import dev.anneal.dsl.diagnostic.Diagnostic;
import dev.anneal.dsl.diagnostic.Diagnostic.Severity;
import dev.anneal.dsl.diagnostic.Excerpt;
import dev.anneal.dsl.diagnostic.SourceLines;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints problems: each as one line with its place, then the line of the file that is meant, and a mark below it. */
final class ProblemText {

    /** Of line numbers, so that excerpts of one file stand below each other. */
    private static final int GUTTER = 5;

    private final Terminal terminal;
    private final SourceLines lines = new SourceLines();

    ProblemText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(List<Problem> problems) {
        problems.forEach(problem -> print(problem.place(), problem.message(), terminal::red));
    }

    void print(Diagnostic found) {
        Problem problem = found.problem();
        if (found.severity() == Severity.ERROR) {
            print(problem.place(), problem.message(), terminal::red);
        } else {
            String message = terminal.yellow("warning:") + " " + problem.message() + " [" + problem.code() + "]";
            print(problem.place(), message, terminal::yellow);
        }
    }

    /** @param colour of the mark */
    private void print(Place place, String message, UnaryOperator<String> colour) {
        PrintWriter err = terminal.err();
        err.println(terminal.bold(place + ":") + " " + message);
        lines.line(place).ifPresent(line -> {
            Excerpt excerpt = Excerpt.of(line, place, terminal.width() - GUTTER - 3);
            String number = String.format("%" + GUTTER + "d |", excerpt.line());
            String gutter = " ".repeat(number.length() - 1) + "|";
            err.println(terminal.dim(number) + " " + excerpt.text());
            err.println(terminal.dim(gutter) + " " + colour.apply(excerpt.marks()));
        });
    }
}
