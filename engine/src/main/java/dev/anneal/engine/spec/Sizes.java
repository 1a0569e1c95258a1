package dev.anneal.engine.spec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as workflow files write them: {@code 512MB 2GB 1.5GiB}; MB is 1,000,000 bytes, MiB 1,048,576. */
public final class Sizes {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)(B|[KMGT]i?B)");

    private Sizes() {}

    /** Bytes; empty where the text is no size. */
    public static Optional<Long> parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        String unit = size.group(2);
        BigDecimal base = BigDecimal.valueOf(unit.length() == 3 ? 1024 : 1000);
        int power = "BKMGT".indexOf(unit.charAt(0));
        BigDecimal bytes = new BigDecimal(size.group(1)).multiply(base.pow(power));
        return bytes.compareTo(BigDecimal.valueOf(1L << 60)) > 0 ? Optional.empty() : Optional.of(bytes.longValue());
    }

    /** In the largest unit of thousands that gives at least 1, rounded down to three decimals: {@code 2GB}, {@code 1.073GB}. */
    public static String text(long bytes) {
        int power = 0;
        BigDecimal amount = BigDecimal.valueOf(bytes);
        while (power < 4 && amount.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
            amount = amount.movePointLeft(3);
            power++;
        }
        String number =
                amount.setScale(3, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
        return number + (power == 0 ? "B" : "BKMGT".charAt(power) + "B");
    }
}
