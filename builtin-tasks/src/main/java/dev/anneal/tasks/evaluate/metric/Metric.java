package dev.anneal.tasks.evaluate.metric;

/** A metric of a classifier on some rows: a finite value, or the reason why there is none. */
public sealed interface Metric {

    record Value(double value) implements Metric {
        /** @throws IllegalArgumentException for NaN and infinities */
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number: " + value);
            }
        }
    }

    record Absent(String reason) implements Metric {}
}
