package dev.anneal.engine.run

import groovy.transform.CompileStatic
import java.util.concurrent.atomic.AtomicLong
import java.util.stream.LongStream
import spock.lang.Specification
import spock.lang.Timeout

/**
 * The reducer against histories that nobody wrote. What is held of each stands in {@link RunInvariants} and {@link CheckedRun}.
 * A failure names its seed: {@code new GeneratedHistory(seed).play()} plays it again.
 */
@Timeout(3_600)
class GeneratedHistoriesSpec extends Specification {

    static final long HISTORIES = Long.getLong('anneal.histories', 100_000L)

    def "whatever happens to a run, what is promised of it holds"() {
        expect:
        played(1, HISTORIES) >= HISTORIES
    }

    /** How many events there were. */
    @CompileStatic
    private static long played(long first, long count) {
        AtomicLong events = new AtomicLong()
        LongStream.range(first, first + count).parallel().forEach { long seed ->
            try {
                events.addAndGet(new GeneratedHistory(seed).play())
            } catch (RuntimeException | AssertionError broken) {
                throw new IllegalStateException("history ${seed}: ${broken.message ?: broken}", broken)
            }
        }
        events.get()
    }
}
