package dev.anneal.dsl.write;

import java.math.BigDecimal;

/** Numbers as a person writes them: {@code 15_000}, but {@code 8080}. Both forms read these alike. */
final class Numeral {

    private static final BigDecimal LONG = BigDecimal.valueOf(10_000);
    private static final BigDecimal ROUND = BigDecimal.valueOf(500);

    private Numeral() {}

    static String of(BigDecimal number) {
        BigDecimal size = number.abs();
        boolean whole = number.scale() <= 0;
        boolean round = size.compareTo(BigDecimal.valueOf(1_000)) >= 0
                && size.remainder(ROUND).signum() == 0;
        if (!whole || !(round || size.compareTo(LONG) >= 0)) {
            return number.toPlainString();
        }
        return (number.signum() < 0 ? "-" : "") + grouped(size.toPlainString());
    }

    private static String grouped(String digits) {
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            grouped.append(i > 0 && (digits.length() - i) % 3 == 0 ? "_" : "").append(digits.charAt(i));
        }
        return grouped.toString();
    }
}
