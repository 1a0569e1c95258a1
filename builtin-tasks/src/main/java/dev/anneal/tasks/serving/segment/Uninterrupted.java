package dev.anneal.tasks.serving.segment;

import dev.anneal.tasks.data.DuckDb;

/**
 * Short work that is carried through although the thread is interrupted: a log left half read or half sealed helps
 * nobody. The interrupt is given back afterwards.
 */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Work that may be begun again from the start. */
    interface Work<R> {
        R with(DuckDb db) throws InterruptedException;
    }

    static <R> R duckDb(Work<R> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try (DuckDb db = DuckDb.connect()) {
                    return work.with(db);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
