package dev.anneal.tasks.drift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Ddm} found in the errors of one model version, oldest prediction first.
 *
 * @param alarms in order
 * @param warningSince index where a warning began that is still on; -1 where none is
 */
public record ConceptDrift(List<Alarm> alarms, long warningSince) {

    public ConceptDrift {
        alarms = List.copyOf(alarms);
    }

    /**
     * One drift that DDM called.
     *
     * @param since index of the example from which the error rate most likely was another; see {@link ChangePoint}. DDM's
     *     warning is no measure of that: a level that was reached by chance is often not left again before the change
     * @param warning index of the example with which the warning began that led to it
     * @param at index of the example that it was called at
     * @param errorBefore error rate of all examples before {@code since}; null where there are none
     * @param errorAfter error rate of the examples after {@code at}, up to a later alarm that stands; null where there
     *     are none
     * @param stands whether the model is still worse than before {@code since}: on a long quiet stretch DDM calls about
     *     one drift in a thousand or two examples that is none, and what follows it tells
     */
    public record Alarm(
            long since,
            long warning,
            long at,
            @Nullable Double errorBefore,
            @Nullable Double errorAfter,
            boolean stands) {}

    /**
     * Runs DDM over the errors. An alarm stands until at least 30 examples follow it; from then on it stands while the
     * error rate after it is above that before its warning by two standard errors or more (pooled two-proportion z).
     * What follows it ends where a later alarm that stands has its change: that is another story.
     *
     * @param errors whether each prediction was wrong, in order
     * @param minimum see {@link Ddm#Ddm}
     */
    public static ConceptDrift of(boolean[] errors, int minimum) {
        Ddm ddm = new Ddm(minimum);
        long[] errorsUpTo = new long[errors.length + 1];
        List<long[]> found = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            errorsUpTo[i + 1] = errorsUpTo[i] + (errors[i] ? 1 : 0);
            if (ddm.add(errors[i]) == Ddm.Level.DRIFT) {
                found.add(new long[] {ddm.driftSince(), i});
            }
        }
        return new ConceptDrift(judged(found, errorsUpTo), ddm.warningSince());
    }

    /** The newest alarm that stands. */
    public Optional<Alarm> standing() {
        return alarms.stream().filter(Alarm::stands).reduce((older, newer) -> newer);
    }

    /** The newest alarm, whether it stands or not. */
    public Optional<Alarm> latest() {
        return alarms.stream().reduce((older, newer) -> newer);
    }

    /** From the newest back: what follows an alarm ends where a later one that stands began. */
    private static List<Alarm> judged(List<long[]> found, long[] errorsUpTo) {
        Deque<Alarm> alarms = new ArrayDeque<>();
        long end = errorsUpTo.length - 1L;
        for (int i = found.size() - 1; i >= 0; i--) {
            long begin = i == 0 ? 0 : found.get(i - 1)[1] + 1;
            Alarm alarm = alarm(found.get(i)[0], found.get(i)[1], begin, end, errorsUpTo);
            alarms.addFirst(alarm);
            end = alarm.stands() ? alarm.since() : end;
        }
        return List.copyOf(alarms);
    }

    private static Alarm alarm(long warning, long at, long begin, long end, long[] errorsUpTo) {
        long since = ChangePoint.of(errorsUpTo, begin, at + 1);
        long before = since;
        long wrongBefore = errorsUpTo[(int) since];
        long after = end - at - 1;
        long wrongAfter = errorsUpTo[(int) end] - errorsUpTo[(int) at + 1];
        boolean stands = after < Ddm.MINIMUM || before == 0 || deviations(wrongBefore, before, wrongAfter, after) >= 2;
        return new Alarm(since, warning, at, rate(wrongBefore, before), rate(wrongAfter, after), stands);
    }

    private static double deviations(long wrongBefore, long before, long wrongAfter, long after) {
        double pooled = (double) (wrongBefore + wrongAfter) / (before + after);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / before + 1.0 / after));
        return error == 0 ? 0 : ((double) wrongAfter / after - (double) wrongBefore / before) / error;
    }

    private static @Nullable Double rate(long wrong, long all) {
        return all == 0 ? null : (Double) ((double) wrong / all);
    }
}
