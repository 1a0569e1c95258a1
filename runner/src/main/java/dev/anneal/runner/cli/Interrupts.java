package dev.anneal.runner.cli;

import dev.anneal.engine.execution.Chains;
import dev.anneal.engine.execution.Engine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM while runs are driven: they are cancelled in order, their archives sealed, and then the process
 * ends. Closed when the driving is over.
 */
final class Interrupts implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean interrupted;

    Interrupts(Engine engine, Chains chains) {
        this.hook = new Thread(() -> stop(engine, chains), "anneal-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean interrupted() {
        return interrupted;
    }

    private void stop(Engine engine, Chains chains) {
        interrupted = true;
        chains.drain();
        engine.stopAll("interrupted");
        try {
            boolean inTime = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? ErrorText.INTERRUPTED : ErrorText.FAULT);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(ErrorText.FAULT);
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // The process is being ended, and the hook does it.
            interrupted = true;
        }
    }
}
