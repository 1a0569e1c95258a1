package dev.anneal.engine.spec;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What every machine has some of, and attempts may take. Amounts are counted in thousandths, of a byte for memory. */
public enum Resource {
    CPU,
    MEMORY,
    GPU;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /** The word in a workflow file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Resource> ofWord(String word) {
        return Arrays.stream(values())
                .filter(resource -> resource.word().equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Resource::word).toList();
    }

    /** What an amount is written as, for messages. */
    public String expected() {
        return switch (this) {
            case CPU -> "a number above 0 with at most three decimals, such as 2 or 0.5";
            case MEMORY -> "a size above 0 such as 512MB or 2GB";
            case GPU -> "a whole number of 0 or more";
        };
    }

    /** The amount that a plain value says; empty where it says none. One too large for a long is the largest long. */
    public OptionalLong thousandths(@Nullable Object value) {
        if (this == MEMORY) {
            Optional<Long> bytes = value instanceof String text ? Sizes.parse(text) : Optional.empty();
            return bytes.filter(amount -> amount > 0)
                    .map(amount -> OptionalLong.of(saturated(BigDecimal.valueOf(amount))))
                    .orElseGet(OptionalLong::empty);
        }
        if (!(value instanceof BigDecimal number) || number.stripTrailingZeros().scale() > (this == GPU ? 0 : 3)) {
            return OptionalLong.empty();
        }
        return number.signum() > (this == GPU ? -1 : 0) ? OptionalLong.of(saturated(number)) : OptionalLong.empty();
    }

    /** An amount as a workflow file writes it: {@code 0.5}, {@code 2GB}. */
    public static String text(String name, long thousandths) {
        return name.equals(MEMORY.word())
                ? Sizes.text(thousandths / 1_000)
                : BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }

    private static long saturated(BigDecimal amount) {
        BigDecimal thousandths = amount.multiply(THOUSAND);
        return thousandths.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : thousandths.longValue();
    }
}
