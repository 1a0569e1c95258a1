package dev.anneal.tasks.data;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import java.util.List;

/** Checks a column of event time: timestamps, none missing, never going back from one row to the next. */
final class EventTime {

    private EventTime() {}

    static void check(DuckDb db, String relation, List<ColumnType> columns, String timestamp, String file)
            throws InterruptedException {
        ColumnType column = columns.stream()
                .filter(candidate -> candidate.name().equals(timestamp))
                .findFirst()
                .orElseThrow(() -> AnnealException.badInput(
                        "no-column",
                        file + " has no column '" + timestamp + "' to be the timestamp."
                                + NearestName.hint(
                                        timestamp,
                                        columns.stream().map(ColumnType::name).toList())));
        if (column.kind() != ColumnKind.TIMESTAMP) {
            throw AnnealException.badInput(
                    "timestamp",
                    file + ": column '" + timestamp + "' is " + column.kind().word()
                            + ", but a timestamp column holds moments such as 2020-01-31 12:00:00");
        }
        String name = DuckDb.name(timestamp);
        long[] found = db.longs(
                "SELECT count(*)::BIGINT, min(rowid)::BIGINT FROM " + relation + " WHERE " + name + " IS NULL");
        if (found[0] > 0) {
            throw AnnealException.badInput(
                    "timestamp",
                    file + ": no '" + timestamp + "' in " + (found[0] == 1 ? "1 row" : found[0] + " rows")
                            + ", first in row " + found[1] + " of those taken, counted from 0");
        }
        long[] back = db.longs("SELECT count(*)::BIGINT, min(place)::BIGINT FROM (SELECT rowid AS place, " + name
                + " AS moment, lag(" + name + ") OVER (ORDER BY rowid) AS prior FROM " + relation
                + ") WHERE moment < prior");
        if (back[0] > 0) {
            throw AnnealException.badInput(
                    "timestamp",
                    file + ": '" + timestamp + "' goes back at row " + back[1] + " of those taken, counted from 0"
                            + (back[0] > 1 ? " (and at " + (back[0] - 1) + " more)" : "") + ": sort the rows by it");
        }
    }
}
