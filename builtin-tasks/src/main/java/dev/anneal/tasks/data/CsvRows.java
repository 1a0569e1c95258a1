package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads a CSV file's rows into a relation, every value as text, and refuses a file with a broken row. */
final class CsvRows {

    /** As many broken rows as a message may count; beyond, it says "at least". */
    private static final int MOST_REJECTS = 1_000;

    private CsvRows() {}

    /**
     * Makes the relation {@code relation} with the header's columns, all text.
     *
     * @param missing texts that stand for no value, besides nothing at all
     * @param name of the file, for messages
     */
    static void load(DuckDb db, String relation, Path file, String name, CsvHeader header, List<String> missing)
            throws InterruptedException {
        String columns = header.names().stream()
                .map(column -> DuckDb.literal(column) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        String nothing = missing.stream().map(DuckDb::literal).collect(Collectors.joining(", "));
        db.execute("CREATE TABLE " + relation + " AS SELECT * FROM read_csv(" + DuckDb.literal(file)
                + ", auto_detect = false, header = true, strict_mode = true, quote = '\"', escape = '\"'"
                + ", delim = " + DuckDb.literal(header.delimiter())
                + ", nullstr = [''" + (nothing.isEmpty() ? "" : ", " + nothing) + "]"
                + ", store_rejects = true, rejects_limit = " + MOST_REJECTS
                + ", columns = " + columns + ")");
        refuseBroken(db, name);
    }

    private static void refuseBroken(DuckDb db, String name) throws InterruptedException {
        long broken = db.longs("SELECT count(DISTINCT line)::BIGINT FROM reject_errors")[0];
        if (broken == 0) {
            return;
        }
        StringBuilder message = new StringBuilder();
        db.query(
                "SELECT line::BIGINT, error_message, csv_line FROM reject_errors ORDER BY line, column_idx LIMIT 1",
                (result, first, rows) -> message.append(name)
                        .append(':')
                        .append(result.chunk().vector(0).getLong(0))
                        .append(": broken row: ")
                        .append(plain(result.chunk().vector(1).getString(0)))
                        .append(": ")
                        .append(brief(result.chunk().vector(2).getString(0))));
        String others =
                broken == 1 ? "" : " (" + (broken >= MOST_REJECTS ? "at least " : "") + broken + " broken rows in all)";
        throw AnnealException.badInput(
                "broken-row", message + others + ". Correct the file, or leave the row out of it.");
    }

    /** DuckDB's sentence as part of ours. */
    private static String plain(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.replace("Expected Number of Columns: ", "expected columns: ")
                .replace(" Found: ", ", found ")
                .replaceAll("\\.$", "");
    }

    private static String brief(String line) {
        String first = line.lines().findFirst().orElse("");
        return "'" + (first.length() > 120 ? first.substring(0, 120) + "..." : first) + "'";
    }
}
