package dev.anneal.tasks.model;

/** The files in a model's folder. */
public final class ModelFiles {

    /** The trees, in XGBoost's UBJSON. */
    public static final String BOOSTER = "model.ubj";

    /** A {@link Signature} as JSON. */
    public static final String SIGNATURE = "signature.json";

    /** What it was trained with, as JSON. */
    public static final String SETTINGS = "settings.json";

    private ModelFiles() {}
}
