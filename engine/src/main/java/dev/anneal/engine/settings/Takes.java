package dev.anneal.engine.settings;

import dev.anneal.engine.artifact.ValueType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The output types that a setting takes from another task, such as DATASET on an {@link dev.anneal.engine.artifact.Artifact}. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Takes {
    ValueType[] value();
}
