package dev.anneal.runner.cli;

import dev.anneal.dsl.diagnostic.Diagnostic;
import dev.anneal.runner.app.FileCheck.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is found in files, as JSON for editors; docs/workflow-language.md has its shape. */
final class DiagnosticJson {

    private DiagnosticJson() {}

    static Map<String, Object> view(List<Result> results) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("valid", results.stream().noneMatch(Result::wrong));
        view.put(
                "files",
                results.stream().map(result -> result.file().toString()).toList());
        view.put(
                "problems",
                results.stream()
                        .flatMap(result -> result.diagnostics().stream())
                        .map(DiagnosticJson::view)
                        .toList());
        return view;
    }

    private static Map<String, Object> view(Diagnostic found) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("file", found.problem().place().file());
        view.put("line", found.problem().place().line());
        view.put("column", found.problem().place().column());
        Diagnostic.Range range = found.range();
        view.put(
                "range",
                Map.of(
                        "start", position(range.startLine(), range.startCharacter()),
                        "end", position(range.endLine(), range.endCharacter())));
        view.put("severity", found.severity().word());
        view.put("code", found.problem().code());
        view.put("message", found.problem().message());
        view.put("source", "anneal");
        return view;
    }

    private static Map<String, Object> position(int line, int character) {
        return Map.of("line", line, "character", character);
    }
}
