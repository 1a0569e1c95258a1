package dev.anneal.engine.settings;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.spec.Expression;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A setting of every kind. In Java: Groovy writes a record's annotations twice. */
record SampleSettings(
        String name,
        @Default("7") int seed,
        @Between(min = 1, max = 5) @Nullable Long rows,
        @Default("0.5") BigDecimal level,
        @Default("true") boolean fast,
        @Default("90s") Duration limit,
        @Default("by-order") Rule rule,
        @Nullable Path file,
        @Nullable Source source,
        @Takes(ValueType.FOLDER) @Nullable Artifact folder,
        @Nullable Expression require,
        @Default("[]") List<Integer> sizes,
        @Default("[by-order, seeded-random]") List<Rule> rules,
        @Nullable Map<String, Double> weights,
        @Default("{}") Inner inner,
        @Nullable Object anything) {

    enum Rule {
        BY_ORDER,
        SEEDED_RANDOM
    }

    record Inner(
            @Default("0") @Between(min = 0, max = 1) double share,
            @Nullable String note) {
        Inner {
            if ("forbidden".equals(note)) {
                throw new IllegalArgumentException("the note is forbidden");
            }
        }
    }

    /** What no settings record may have. */
    record Wrong(Thread thread) {}
}
