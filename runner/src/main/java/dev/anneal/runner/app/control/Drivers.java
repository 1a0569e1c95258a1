package dev.anneal.runner.app.control;

import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Neighbours;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Says which processes drive runs, and waits for what they do. It asks for no lock: that would keep others from theirs. */
public final class Drivers {

    /** How long until it is looked again without news, in case some was lost. */
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Home home;

    public Drivers(Anneal anneal) {
        this.home = anneal.home();
    }

    /** Who drives the run, or is about to because its chain is followed, for a person; empty where nobody does. */
    public Optional<String> of(Run run) {
        Optional<String> driver = home.runs().holder(run.id());
        return driver.isPresent() || run.state().ended()
                ? driver
                : home.chains().holder(run.root());
    }

    /** The run as it is now. */
    public Run now(Run run) {
        return home.store()
                .read(tables -> tables.runs().find(run.id()))
                .orElseThrow(() -> AnnealException.notFound("run", "there is no run " + run.id()));
    }

    /** Waits until the run has ended and its driver let go of it, or until nobody drives it. @return the run as it is then */
    public Run await(Run run) throws InterruptedException {
        Semaphore news = new Semaphore(0);
        try (Neighbours.Listening listening = home.neighbours().listen(news::release);
                Ownership.Waiting waiting = home.runs().awaitFree(run.id(), news::release)) {
            while (of(now(run)).isPresent()) {
                var unused = news.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
            return now(run);
        }
    }
}
