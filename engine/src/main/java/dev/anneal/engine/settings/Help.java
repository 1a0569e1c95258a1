package dev.anneal.engine.settings;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** One line of documentation of a setting, for schema, completion and reference. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Help {
    String value();
}
