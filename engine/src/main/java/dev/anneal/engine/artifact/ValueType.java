package dev.anneal.engine.artifact;

import java.util.Locale;

/** The type of a task's output and of a setting that takes one. */
public enum ValueType {
    /** Any file. */
    FILE,
    /** A folder of files. */
    FOLDER,
    /** Rows in a Parquet file; properties tell columns, target and number of rows. */
    DATASET,
    /** A folder with a model, its signature and its settings. */
    MODEL,
    /** A JSON report. */
    REPORT,
    /** A registered model version, as text {@code name@3}. */
    MODEL_VERSION,
    NUMBER,
    TEXT,
    BOOLEAN,
    LIST,
    MAP,
    /** Known only in a run: what a task passes on. */
    ANY;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @throws IllegalArgumentException if no type has this word */
    public static ValueType ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    /** Whether values of this type are {@link Artifact}s. */
    public boolean artifact() {
        return switch (this) {
            case FILE, FOLDER, DATASET, MODEL, REPORT -> true;
            default -> false;
        };
    }

    /** Whether a value of this type may stand where {@code wanted} is asked for: datasets, models and reports are files or folders too. */
    public boolean fits(ValueType wanted) {
        return this == wanted
                || this == ANY
                || (wanted == FILE && (this == DATASET || this == REPORT))
                || (wanted == FOLDER && this == MODEL)
                || (wanted == TEXT && this == MODEL_VERSION);
    }
}
