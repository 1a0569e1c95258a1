package dev.anneal.runner.app.control;

import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.runner.app.Anneal;
import java.util.Optional;
import java.util.function.Consumer;

/** Stops runs, whoever drives them. */
public final class Cancellation {

    private final Anneal anneal;
    private final Drivers drivers;

    public Cancellation(Anneal anneal) {
        this.anneal = anneal;
        this.drivers = new Drivers(anneal);
    }

    /**
     * Asks a run to stop. A process that drives it is told, and does it; where there is none, or where it dies over it,
     * this one takes the run over and drives it to its end, and ends what is left of its attempts.
     *
     * @param wait whether to wait for a process that drives it
     * @param listener told of the run where this process ends it
     * @param asked told who was asked to stop the run, each time that is somebody else
     * @return the run as it is then
     */
    public Run cancel(Run run, String reason, boolean wait, RunListener listener, Consumer<String> asked)
            throws InterruptedException {
        anneal.engine().cancel(run.id(), reason);
        Run now = drivers.now(run);
        String told = "";
        while (!now.state().ended()) {
            Optional<String> driver = drivers.of(now);
            if (driver.isEmpty()) {
                now = taken(now, listener);
                continue;
            }
            if (!driver.get().equals(told)) {
                told = driver.get();
                asked.accept(told);
            }
            if (!wait) {
                return now;
            }
            now = drivers.await(now);
        }
        return now;
    }

    private Run taken(Run run, RunListener listener) throws InterruptedException {
        try {
            return anneal.engine().drive(run.id(), listener);
        } catch (AnnealException e) {
            if (!e.id().equals("run-held")) {
                throw e;
            }
            // Another process was faster: it has the wish as well.
            return drivers.now(run);
        }
    }
}
