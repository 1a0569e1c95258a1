package dev.anneal.runner.app.logs;

import dev.anneal.engine.home.Neighbours;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.control.Drivers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run's logs to its end, over every process that drives it. It looks often while something comes and seldom
 * while nothing does.
 */
final class LogFollower {

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 1_000;

    /** How long a run may have no driver before that is worth a remark: one may just be starting. */
    private static final int UNDRIVEN_LOOKS = 4;

    private final Anneal anneal;
    private final RunLogs logs;
    private final Drivers drivers;
    private final Run run;
    private final LogSink sink;
    private final LineCutter cutter;
    private final Map<Path, Long> positions = new HashMap<>();
    private final Set<Path> over = new HashSet<>();
    private int undriven;
    private boolean remarked;

    LogFollower(Anneal anneal, RunLogs logs, Run run, LogSink sink) {
        this.anneal = anneal;
        this.logs = logs;
        this.drivers = new Drivers(anneal);
        this.run = run;
        this.sink = sink;
        this.cutter = new LineCutter(sink);
    }

    void follow(@Nullable String task) throws InterruptedException {
        Semaphore news = new Semaphore(0);
        long pause = SHORTEST_MILLIS;
        try (Neighbours.Listening listening = anneal.home().neighbours().listen(news::release)) {
            while (true) {
                Run now = drivers.now(run);
                boolean ended = now.state().ended();
                boolean more = look(now, task, ended);
                if (!sink.flush() || cutter.unread() || ended) {
                    return;
                }
                remark(now);
                pause = more ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, 2 * pause);
                var unused = news.tryAcquire(pause, TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        }
    }

    /** Passes on what has come. @return whether there was any */
    private boolean look(Run now, @Nullable String task, boolean ended) {
        boolean more = false;
        for (TaskRun row : logs.rows(now, task)) {
            for (int attempt = 1; attempt <= row.attempts(); attempt++) {
                Path file = anneal.home().workspace().log(run.id(), row.task(), attempt);
                if (over.contains(file)) {
                    continue;
                }
                boolean last = ended || attempt < row.attempts() || row.state().ended();
                long before = positions.getOrDefault(file, 0L);
                long after = logs.pass(cutter, RunLogs.label(row, attempt), file, before, last);
                more |= after > before;
                positions.put(file, after);
                if (last) {
                    over.add(file);
                    positions.remove(file);
                }
            }
        }
        return more;
    }

    private void remark(Run now) {
        Optional<String> driver = drivers.of(now);
        undriven = driver.isPresent() ? 0 : undriven + 1;
        if (driver.isPresent() && remarked) {
            sink.remark("run " + run.id() + " goes on, driven by " + driver.get());
            remarked = false;
        } else if (undriven == UNDRIVEN_LOOKS && !remarked) {
            sink.remark("nobody drives run " + run.id() + " now"
                    + (now.state() == RunState.QUEUED ? ", which waits for its turn" : "") + ": `anneal resume "
                    + run.id() + "` or `anneal serve` takes it up");
            remarked = true;
        }
    }
}
