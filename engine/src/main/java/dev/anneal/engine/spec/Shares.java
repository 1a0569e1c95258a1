package dev.anneal.engine.spec;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares of a whole as workflow files write them: {@code 20%}, {@code 0.5%}. */
public final class Shares {

    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

    private Shares() {}

    /** From 0 to 1; empty where the text is no share, or one of more than 100%. */
    public static Optional<BigDecimal> parse(String text) {
        Matcher share = SHARE.matcher(text);
        return share.matches()
                ? Optional.of(new BigDecimal(share.group(1)).movePointLeft(2))
                        .filter(part -> part.compareTo(BigDecimal.ONE) <= 0)
                : Optional.empty();
    }
}
