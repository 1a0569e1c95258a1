package dev.anneal.engine.execution;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Drives the runs that are parts of other runs, each on a thread of its own. Thread-safe. */
final class Parts implements AutoCloseable {

    /** How long a part that another process drives is left alone before it is looked at again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Engine engine;
    private final Store store;
    private final Map<String, List<Runnable>> underWay = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "anneal-part");
        thread.setDaemon(true);
        return thread;
    });

    Parts(Engine engine, Store store) {
        this.engine = engine;
        this.store = store;
    }

    /** Sees to it that the run is driven, and tells when it has ended. */
    void drive(String run, Runnable ended, RunListener listener) {
        synchronized (underWay) {
            List<Runnable> told = underWay.get(run);
            if (told != null) {
                told.add(ended);
                return;
            }
            underWay.put(run, new ArrayList<>(List.of(ended)));
        }
        threads.execute(() -> attempt(run, listener));
    }

    private void attempt(String run, RunListener listener) {
        try {
            engine.drive(run, listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            if (!(e instanceof AnnealException held && held.id().equals("run-held"))) {
                listener.fault(find(run), "it is a part of another run, and cannot be driven: " + e.getMessage());
            }
        }
        if (find(run).state().ended()) {
            List<Runnable> told;
            synchronized (underWay) {
                told = underWay.remove(run);
            }
            if (told != null) {
                told.forEach(Runnable::run);
            }
        } else {
            engine.later(AGAIN, () -> threads.execute(() -> attempt(run, listener)));
        }
    }

    /** Ends what is left of an ended run's parts, so that nothing of it goes on. */
    void endOf(Run run, RunListener listener) throws InterruptedException {
        for (Run part : store.read(tables -> tables.runs().parts(run.id()))) {
            if (!part.state().ended()) {
                engine.cancel(part.id(), "the run " + run.id() + " that it is a part of has ended");
            }
            if (!part.state().ended() || part.archive() == null) {
                CountDownLatch over = new CountDownLatch(1);
                drive(part.id(), over::countDown, listener);
                over.await();
            }
        }
    }

    private Run find(String run) {
        return store.read(tables -> tables.runs().find(run))
                .orElseThrow(() -> AnnealException.notFound("run", "there is no run " + run));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
