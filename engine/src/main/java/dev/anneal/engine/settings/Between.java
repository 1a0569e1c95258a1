package dev.anneal.engine.settings;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The range of a number, both ends included. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Between {
    double min() default Double.NEGATIVE_INFINITY;

    double max() default Double.POSITIVE_INFINITY;
}
