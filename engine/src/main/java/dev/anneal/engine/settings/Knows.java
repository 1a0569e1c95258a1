package dev.anneal.engine.settings;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Extra names that an {@link dev.anneal.engine.spec.Expression} setting may use, besides params, run and task names. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Knows {
    /** Names or dotted names: {@code accuracy}, {@code baseline.majority}. */
    String[] value();
}
