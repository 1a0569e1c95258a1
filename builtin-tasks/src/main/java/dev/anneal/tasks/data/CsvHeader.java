package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first line of a CSV file: the names of its columns, and the delimiter, which is the one of {@code , ; tab |} that
 * the line has most of. The rows are DuckDB's to read.
 */
record CsvHeader(char delimiter, List<String> names) {

    private static final String DELIMITERS = ",;\t|";
    private static final char QUOTE = '"';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    CsvHeader {
        names = List.copyOf(names);
    }

    /** @param name of the file, for messages */
    static CsvHeader read(Path file, String name) {
        String line = firstLine(file, name);
        if (!line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
            line = line.substring(1);
        }
        if (line.isBlank()) {
            throw AnnealException.badInput(
                    "empty-data", name + " is empty: its first line must name the columns, and rows must follow");
        }
        char delimiter = delimiter(line);
        List<String> names = split(line, delimiter);
        check(names, name);
        return new CsvHeader(delimiter, names);
    }

    private static String firstLine(Path file, String name) {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (CharacterCodingException e) {
            throw AnnealException.badInput(
                    "not-utf8", name + ": the first lines are not UTF-8: convert the file to it");
        } catch (IOException e) {
            throw AnnealException.environment("read-data", "cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private static char delimiter(String line) {
        char most = ',';
        int best = 0;
        for (int i = 0; i < DELIMITERS.length(); i++) {
            char candidate = DELIMITERS.charAt(i);
            int count = split(line, candidate).size();
            if (count > best) {
                best = count;
                most = candidate;
            }
        }
        return most;
    }

    private static List<String> split(String line, char delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == QUOTE && quoted && i + 1 < line.length() && line.charAt(i + 1) == QUOTE) {
                field.append(QUOTE);
                i++;
            } else if (c == QUOTE) {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    private static void check(List<String> names, String file) {
        Map<String, Integer> seen = new HashMap<>();
        for (int j = 0; j < names.size(); j++) {
            String name = names.get(j);
            if (name.isEmpty()) {
                throw AnnealException.badInput(
                        "header",
                        file + ":1: column " + (j + 1) + " has no name: the first line must name every column");
            }
            Integer before = seen.put(name.toLowerCase(Locale.ROOT), j);
            if (before != null) {
                throw AnnealException.badInput(
                        "header",
                        file + ":1: columns " + (before + 1) + " and " + (j + 1) + " have one name, '"
                                + names.get(before) + "' and '" + name
                                + "' (case does not tell names apart): rename one");
            }
        }
    }
}
