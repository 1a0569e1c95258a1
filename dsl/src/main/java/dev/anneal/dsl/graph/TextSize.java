package dev.anneal.dsl.graph;

/**
 * How wide text is at most, without a font at hand: by the widths of common sans-serif faces, the widest of them, so that
 * nothing is cut off.
 */
final class TextSize {

    private TextSize() {}

    /** In the unit of {@code size}, the height of the letters' line. */
    static double width(String text, double size) {
        return text.codePoints().mapToDouble(TextSize::share).sum() * size;
    }

    private static double share(int c) {
        if (c > 0x2E80) {
            return 1.05;
        } else if ("iljtfrI.,:;'|!()[] ".indexOf(c) >= 0) {
            return 0.40;
        } else if ("mwMW@%✓✗⊘■▶…○".indexOf(c) >= 0) {
            return 1.0;
        }
        return Character.isUpperCase(c) || c == '_' ? 0.72 : 0.62;
    }
}
