package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types of columns read as text, by all of their values. A column is whole numbers, numbers, true and false, or
 * timestamps where every value is; numbers with leading zeros are text (codes). Where at least 95 of 100 values are
 * numbers the others count as mistakes, so that one typo does not turn a column of numbers into text unseen.
 */
final class CsvTypes {

    private static final List<ColumnKind> ORDER =
            List.of(ColumnKind.INTEGER, ColumnKind.DOUBLE, ColumnKind.BOOLEAN, ColumnKind.TIMESTAMP);
    private static final double MISTAKES = 0.05;

    private final DuckDb db;
    private final String relation;
    private final String file;

    /** @param file its name, for messages */
    CsvTypes(DuckDb db, String relation, String file) {
        this.db = db;
        this.relation = relation;
        this.file = file;
    }

    /** The select list that gives every column its type; {@code given} types are not looked for. */
    String select(List<String> columns, Map<String, ColumnKind> given) throws InterruptedException {
        for (String column : given.keySet()) {
            if (!columns.contains(column)) {
                throw AnnealException.badInput(
                        "no-column",
                        file + " has no column '" + column + "', which 'types' names."
                                + NearestName.hint(column, columns));
            }
        }
        List<String> counts = new ArrayList<>();
        for (String column : columns) {
            counts.add("count(" + DuckDb.name(column) + ")");
            ORDER.forEach(kind -> counts.add("count(" + cast(column, kind) + ")"));
        }
        long[] found = db.longs("SELECT " + String.join(", ", counts) + " FROM " + relation);
        List<String> selected = new ArrayList<>();
        int width = ORDER.size() + 1;
        for (int j = 0; j < columns.size(); j++) {
            String column = columns.get(j);
            ColumnKind kind = given.get(column);
            if (kind == null) {
                kind = infer(column, found, j * width);
            } else if (kind != ColumnKind.TEXT && found[j * width + 1 + ORDER.indexOf(kind)] < found[j * width]) {
                throw mistake(column, kind, found[j * width] - found[j * width + 1 + ORDER.indexOf(kind)]);
            }
            selected.add((kind == ColumnKind.TEXT ? DuckDb.name(column) : cast(column, kind)) + " AS "
                    + DuckDb.name(column));
        }
        return String.join(", ", selected);
    }

    /** @param at where this column's counts begin: values, then values of each kind in order */
    private ColumnKind infer(String column, long[] found, int at) throws InterruptedException {
        long values = found[at];
        if (values == 0) {
            return ColumnKind.DOUBLE;
        }
        for (int k = 0; k < ORDER.size(); k++) {
            if (found[at + 1 + k] == values) {
                return ORDER.get(k);
            }
        }
        long mistakes = values - found[at + 1 + ORDER.indexOf(ColumnKind.DOUBLE)];
        if (mistakes <= values * MISTAKES) {
            throw mistake(column, ColumnKind.DOUBLE, mistakes);
        }
        return ColumnKind.TEXT;
    }

    private AnnealException mistake(String column, ColumnKind kind, long mistakes) throws InterruptedException {
        String name = DuckDb.name(column);
        @Nullable Object[] first = new Object[2];
        db.query(
                "SELECT rowid::BIGINT, " + name + " FROM " + relation + " WHERE " + name + " IS NOT NULL AND "
                        + cast(column, kind) + " IS NULL ORDER BY rowid LIMIT 1",
                (result, at, rows) -> {
                    first[0] = result.chunk().vector(0).getLong(0);
                    first[1] = result.chunk().vector(1).getString(0);
                });
        String others = mistakes == 1 ? "" : " (and " + (mistakes - 1) + " more such rows)";
        return AnnealException.badInput(
                "broken-value",
                file + ": row " + first[0] + " after the header, counted from 0: column '" + column + "' has '"
                        + first[1]
                        + "', which is no " + kind.word() + others
                        + ". Correct it; or list it under 'missing' if it stands"
                        + " for no value; or say types: {" + column + ": text}.");
    }

    /** SQL that is NULL where a text is no value of this kind. */
    private static String cast(String column, ColumnKind kind) {
        String text = DuckDb.name(column);
        return switch (kind) {
            case INTEGER ->
                "CASE WHEN regexp_full_match(" + text + ", '\\s*[+-]?(0|[1-9][0-9]{0,17})\\s*') THEN TRY_CAST(" + text
                        + " AS BIGINT) END";
            case DOUBLE ->
                "CASE WHEN NOT regexp_matches(" + text + ", '^\\s*[+-]?0[0-9]') THEN TRY_CAST(" + text
                        + " AS DOUBLE) END";
            case BOOLEAN -> "CASE lower(" + text + ") WHEN 'true' THEN true WHEN 'false' THEN false END";
            case TIMESTAMP ->
                "CASE WHEN regexp_matches(" + text + ", '[0-9]([+-][0-9]{2}(:?[0-9]{2})?)$') AND length(" + text
                        + ") > 16 THEN make_timestamp(epoch_us(TRY_CAST(" + text + " AS TIMESTAMPTZ))) ELSE TRY_CAST("
                        + text + " AS TIMESTAMP) END";
            case TEXT -> text;
        };
    }
}
