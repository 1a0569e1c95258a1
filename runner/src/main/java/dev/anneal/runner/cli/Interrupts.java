package dev.anneal.runner.cli;

import dev.anneal.engine.execution.Chains;
import dev.anneal.engine.execution.Engine;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Ctrl-C and SIGTERM while runs are driven. The first cancels them in order: attempts are stopped, tasks that always run
 * at the end do, archives are sealed. The second stops those tasks too; the third ends the process as it stands. Closed
 * when the driving is over.
 */
final class Interrupts implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Engine engine;
    private final Chains chains;
    private final Consumer<String> say;
    private final AtomicInteger times = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private final Signals signals;

    /** @param say told what is being done, on any thread */
    Interrupts(Engine engine, Chains chains, Consumer<String> say) {
        this.engine = engine;
        this.chains = chains;
        this.say = say;
        this.hook = new Thread(this::shutdown, "anneal-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        this.signals = new Signals(List.of("INT", "TERM"), this::signalled);
    }

    boolean interrupted() {
        return times.get() > 0;
    }

    /** As if a signal had come. */
    void signalled() {
        switch (times.incrementAndGet()) {
            case 1 -> {
                say.accept("interrupted: stopping what runs; once more stops what always runs at the end, too");
                stop();
            }
            case 2 -> {
                say.accept("interrupted again: stopping everything; once more ends this process as it stands");
                stop();
            }
            default -> Runtime.getRuntime().halt(ErrorText.INTERRUPTED);
        }
    }

    private void stop() {
        chains.drain();
        engine.stopAll("interrupted");
    }

    /** The process is being ended by something else, such as its terminal that is closed: there is little time. */
    private void shutdown() {
        times.incrementAndGet();
        stop();
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
        signals.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // The process is being ended, and the hook does it.
            times.incrementAndGet();
        }
    }
}
