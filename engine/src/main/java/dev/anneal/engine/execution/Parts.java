package dev.anneal.engine.execution;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.store.StaleOwnerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Drives the runs that other runs here depend on, most of all their parts, each on a thread of its own. Thread-safe. */
final class Parts implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Engine engine;
    private final Home home;
    private final Map<String, Part> underWay = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "anneal-part");
        thread.setDaemon(true);
        return thread;
    });

    Parts(Engine engine, Home home) {
        this.engine = engine;
        this.home = home;
    }

    /** A part, until it has ended. All but {@code whenEnded} belongs to the thread that is at it. */
    private static final class Part {
        private final Run whole;
        private final String id;
        private final RunListener listener;
        private final List<Runnable> whenEnded = new ArrayList<>();
        private Duration pause = FIRST_PAUSE;
        private String trouble = "";

        Part(Run whole, String id, RunListener listener) {
            this.whole = whole;
            this.id = id;
            this.listener = listener;
        }
    }

    /** Sees to it that a part of a run is driven, and tells when it has ended. */
    void drive(Run whole, String run, Runnable ended, RunListener listener) {
        synchronized (underWay) {
            Part known = underWay.get(run);
            if (known != null) {
                known.whenEnded.add(ended);
                return;
            }
            Part part = new Part(whole, run, listener);
            part.whenEnded.add(ended);
            underWay.put(run, part);
            threads.execute(() -> attempt(part));
        }
    }

    private void attempt(Part part) {
        try {
            Run run = find(part.id);
            Optional<Boolean> forced = engine.forced(part.whole.id());
            if (forced.isEmpty()) {
                // Whoever drives the whole now sees to its parts.
                forget(part);
                return;
            }
            if (!run.state().ended() || run.archive() == null) {
                engine.drive(part.id, forced.get(), part.listener);
            }
            forget(part).forEach(Runnable::run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StaleOwnerException e) {
            tryWhenFree(part);
        } catch (AnnealException e) {
            if (e.id().equals("run-held")) {
                held(part);
            } else {
                troubled(part, String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            troubled(part, e.toString());
        }
    }

    private void held(Part part) {
        String holder = home.runs().holder(part.id).orElse("another process");
        tell(
                part,
                "its part " + part.id + " is being driven by " + holder + " and waited for; `anneal resume "
                        + part.whole.id() + " --force` takes both");
        tryWhenFree(part);
    }

    private void troubled(Part part, String trouble) {
        tell(
                part,
                "its part " + part.id + " cannot be driven: " + trouble
                        + ". Mend that; it is tried again, ever less often");
        engine.later(part.pause, () -> again(part));
        Duration doubled = part.pause.multipliedBy(2);
        part.pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** The same trouble is told once. */
    private void tell(Part part, String trouble) {
        if (!trouble.equals(part.trouble)) {
            part.trouble = trouble;
            part.listener.fault(part.whole, trouble);
        }
    }

    private void tryWhenFree(Part part) {
        var unused = home.runs().awaitFree(part.id, () -> again(part));
    }

    private void again(Part part) {
        try {
            threads.execute(() -> attempt(part));
        } catch (RejectedExecutionException closed) {
            // Nothing is driven here any more.
            assert threads.isShutdown();
        }
    }

    private List<Runnable> forget(Part part) {
        synchronized (underWay) {
            underWay.remove(part.id, part);
            return List.copyOf(part.whenEnded);
        }
    }

    /** Drives a run that is left, of a chain that nobody follows. */
    void takeUp(Run left, RunListener listener) {
        threads.execute(() -> {
            Optional<? extends Ownership.Held> chain = home.chains().tryAcquire(left.root());
            if (chain.isEmpty()) {
                return;
            }
            try (Ownership.Held held = chain.get()) {
                engine.drive(left.id(), listener);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (AnnealException e) {
                listener.fault(left, String.valueOf(e.getMessage()));
            }
        });
    }

    /** Ends what is left of an ended run's parts, so that nothing of it goes on. */
    void endOf(Run run, RunListener listener) throws InterruptedException {
        for (Run part : home.store().read(tables -> tables.runs().parts(run.id()))) {
            if (!part.state().ended()) {
                engine.cancel(part.id(), "the run " + run.id() + " that it is a part of has ended");
            }
            if (!part.state().ended() || part.archive() == null) {
                CountDownLatch over = new CountDownLatch(1);
                drive(run, part.id(), over::countDown, listener);
                over.await();
            }
        }
    }

    private Run find(String run) {
        return home.store()
                .read(tables -> tables.runs().find(run))
                .orElseThrow(() -> AnnealException.notFound("run", "there is no run " + run));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
