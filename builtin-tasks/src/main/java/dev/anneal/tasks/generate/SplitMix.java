package dev.anneal.tasks.generate;

/**
 * The SplitMix64 generator of Steele, Lea & Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014),
 * with their golden gamma: state += 0x9e3779b97f4a7c15, then Stafford's mix 13. Written out, so that a seed means
 * the same rows on every JDK for ever.
 */
final class SplitMix {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below 1, in steps of 2^-53. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + (int) (nextDouble() * (most - least + 1));
    }
}
