package dev.anneal.dsl.diagnostic;

import dev.anneal.engine.problem.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of files that places name, each file read once. For one thread. */
public final class SourceLines {

    /** As the reader bounds workflow files. */
    private static final long LONGEST = 8L << 20;

    private final Map<String, List<String>> byFile = new HashMap<>();

    /** The line that a place is in, without its end; empty where the place has none or the file cannot be read now. */
    public Optional<String> line(Place place) {
        if (place.line() < 1) {
            return Optional.empty();
        }
        List<String> lines = byFile.computeIfAbsent(place.file(), SourceLines::read);
        return place.line() <= lines.size() ? Optional.of(lines.get(place.line() - 1)) : Optional.empty();
    }

    private static List<String> read(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > LONGEST) {
                return List.of();
            }
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (IOException | InvalidPathException unreadable) {
            return List.of();
        }
    }
}
