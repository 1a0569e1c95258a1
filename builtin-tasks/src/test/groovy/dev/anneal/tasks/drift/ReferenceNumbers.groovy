package dev.anneal.tasks.drift

/**
 * Numbers in 0..1 that the reference computations in Python drew too: Knuth's MMIX congruential generator,
 * x = 6364136223846793005 x + 1442695040888963407 mod 2^64, of which the upper 31 bits are taken.
 */
class ReferenceNumbers {

    private long state

    ReferenceNumbers(long seed) {
        state = seed
    }

    double next() {
        state = state * 6364136223846793005L + 1442695040888963407L
        (state >>> 33) / (double) (1L << 31)
    }

    static double[] draw(long seed, int count) {
        def numbers = new ReferenceNumbers(seed)
        def drawn = new double[count]
        for (int i = 0; i < count; i++) {
            drawn[i] = numbers.next()
        }
        drawn
    }

    /** @param stretches number of examples and chance of an error, one after the other */
    static boolean[] errors(long seed, List<List<? extends Number>> stretches) {
        def numbers = new ReferenceNumbers(seed)
        def errors = []
        stretches.each { stretch ->
            for (int i = 0; i < (stretch[0] as int); i++) {
                errors << (numbers.next() < (stretch[1] as double))
            }
        }
        errors as boolean[]
    }
}
