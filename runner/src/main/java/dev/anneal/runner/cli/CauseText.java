package dev.anneal.runner.cli;

import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;

/** Why a run is, for people. */
final class CauseText {

    private CauseText() {}

    /** {@code heal in kdg95vz4nfqp: concept drift of loans@1 ...}, {@code by hand, from workflow.yaml}, {@code part of kdg95vz4nfqp, task 'prepare'}. */
    static String of(Run run) {
        RunCause cause = run.cause();
        if (cause.kind() == RunCause.Kind.TASK) {
            return "part of " + cause.run() + ", task '" + cause.task() + "'";
        } else if (cause.kind() != RunCause.Kind.REQUEST) {
            return cause.detail();
        }
        String asker = cause.task() + " in " + cause.run();
        return cause.detail().isEmpty() || saysNoMore(cause) ? asker : asker + ": " + cause.detail();
    }

    /** A request that was given no reason says who asked: that stands there already. */
    private static boolean saysNoMore(RunCause cause) {
        return cause.detail().startsWith("asked for by ") && cause.detail().endsWith("/" + cause.task());
    }
}
