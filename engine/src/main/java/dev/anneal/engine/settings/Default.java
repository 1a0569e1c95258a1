package dev.anneal.engine.settings;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The value of a setting that is left out, as the text that YAML would have. Without it (and not nullable) a setting is required. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    String value();
}
