package dev.anneal.runner.serve;

import dev.anneal.engine.adapter.quartz.QuartzTriggers;
import dev.anneal.engine.execution.Chains;
import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.execution.RunOrders;
import dev.anneal.engine.home.Neighbours;
import dev.anneal.engine.home.Ownership;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.TriggerSpec;
import dev.anneal.engine.store.FireTable.Fire;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.trigger.Fires;
import dev.anneal.engine.trigger.TriggerScheduler;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.reading.GroovyRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves some folders until it is stopped: registers their workflows, records each due moment once, and drives what is
 * due, what was requested and what a process that died left unfinished, each chain on a thread of its own.
 */
public final class Server {

    /** How often what other processes left is looked for, besides when something happens here. */
    private static final long SWEEP_MILLIS = 1_000;
    /** How long a run that could not be driven, or sealed, is left alone. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    /** What says that another process has what was wanted. */
    private static final Set<String> OTHERS = Set.of("chain-held", "run-held");

    private final Anneal anneal;
    private final Registry registry;
    private final TriggerScheduler scheduler;
    private final Fires fires;
    private final RunOrders orders;
    private final Chains chains;
    private final RunListener listener;
    private final Consumer<String> log;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> triedAt = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final Map<String, List<TriggerSpec>> scheduled = new HashMap<>();
    private final Map<String, Ownership.Waiting> awaited = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /**
     * Runs Groovy files of the folders themselves.
     *
     * @param log told what a person should know, a line at a time, by any thread
     */
    public Server(Anneal anneal, List<Path> folders, RunListener listener, Consumer<String> log) {
        this(anneal, folders, GroovyRule.below(folders), listener, log);
    }

    /** As the other, with a rule for which Groovy files are run. */
    public Server(Anneal anneal, List<Path> folders, GroovyRule rule, RunListener listener, Consumer<String> log) {
        this.anneal = anneal;
        this.registry = new Registry(folders, anneal.servedFiles().under(rule), anneal.store(), anneal.clock(), log);
        this.scheduler =
                new QuartzTriggers(anneal.clock(), (what, fault) -> log.accept(what + ": " + fault.getMessage()));
        this.fires = new Fires(anneal.store(), anneal.clock());
        this.orders = anneal.orders();
        this.chains = anneal.chains();
        this.listener = listener;
        this.log = log;
    }

    /** Serves until {@link #stop} is called from another thread. */
    public void serve() throws InterruptedException {
        try (FolderWatch watch = new FolderWatch();
                TriggerScheduler open = scheduler;
                Neighbours.Listening news = anneal.home().neighbours().listen(this::lookForWork)) {
            open.start(this::due);
            refresh(watch);
            log.accept("serving " + scheduled.size() + (scheduled.size() == 1 ? " workflow" : " workflows"));
            while (!stopping) {
                lookForWork();
                if (watch.changed(SWEEP_MILLIS) || !watch.watches(registry.watched())) {
                    watch.settle();
                    guarded("reading the folders", () -> refresh(watch));
                }
            }
        }
    }

    /** Fires nothing more, lets the runs under way end, and what is not over in time is left for the next to adopt. */
    public void stop(Duration patience) throws InterruptedException {
        stopping = true;
        chains.drain();
        awaited.values().forEach(Ownership.Waiting::close);
        threads.shutdown();
        if (!active.isEmpty()) {
            log.accept("draining: " + active.size() + " under way");
        }
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            log.accept("not over after " + patience.toSeconds() + " s: left to be resumed");
        }
    }

    private void refresh(FolderWatch watch) {
        watch.watch(registry.watched());
        Map<String, Plan> plans = registry.refresh();
        for (String name : Set.copyOf(scheduled.keySet())) {
            if (!plans.containsKey(name)) {
                scheduler.unschedule(name);
                scheduled.remove(name);
            }
        }
        plans.forEach((name, plan) -> {
            List<TriggerSpec> triggers = plan.workflow().triggers();
            if (!triggers.equals(scheduled.get(name))) {
                triggers.forEach(trigger -> catchUp(name, trigger));
                scheduler.schedule(name, triggers);
                scheduled.put(name, triggers);
            }
        });
    }

    private void catchUp(String workflow, TriggerSpec trigger) {
        int missed = fires.catchUp(workflow, trigger, scheduler);
        if (missed > 0) {
            log.accept("making up for " + missed + " missed moments of " + workflow + "/" + trigger.name());
        }
    }

    /** What goes wrong in one round must not end the others; the same trouble is told once until it has passed. */
    private void guarded(String what, Runnable round) {
        try {
            round.run();
            troubles.remove(what);
        } catch (RuntimeException e) {
            String trouble = what + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
            if (!stopping && !trouble.equals(troubles.put(what, trouble))) {
                log.accept(trouble);
            }
        }
    }

    private void due(String workflow, TriggerSpec trigger, Instant moment) {
        if (!stopping && fires.record(workflow, trigger, moment)) {
            lookForWork();
        }
    }

    private void lookForWork() {
        guarded("looking for work", this::sweep);
    }

    /** Takes up whatever waits for somebody to drive it. */
    private synchronized void sweep() {
        if (stopping) {
            return;
        }
        for (Fire fire : fires.pending()) {
            orders.fulfil(fire).ifPresent(this::take);
        }
        Instant now = anneal.clock().instant();
        for (RunRequest request :
                anneal.store().read(tables -> tables.requests().pending())) {
            Instant earliest = request.notBefore();
            boolean due = earliest == null || !earliest.isAfter(now);
            if (due && !active.contains(request.root()) && !chains.followed(request.root())) {
                orders.fulfil(request).ifPresent(this::take);
            }
        }
        for (Run run : anneal.store().read(Server::adoptable)) {
            if (active.contains(run.root())) {
                continue;
            }
            Long tried = triedAt.get(run.id());
            boolean patient = tried != null && System.nanoTime() - tried < AGAIN.toNanos();
            if (chains.followed(run.root())) {
                tellWhenFree(run.root());
            } else if (!patient && anneal.home().runs().isFree(run.id())) {
                drive(run);
            }
        }
    }

    /** Whoever follows the chain may die: then it is taken up at once. */
    private void tellWhenFree(String chain) {
        awaited.computeIfAbsent(
                chain,
                root -> anneal.home().chains().awaitFree(root, () -> {
                    awaited.remove(root);
                    if (!stopping) {
                        threads.execute(this::lookForWork);
                    }
                }));
    }

    /** One that is queued is taken up when its turn may have come: each would keep a thread waiting. */
    private void take(Run run) {
        if (run.state() != RunState.QUEUED) {
            drive(run);
        }
    }

    /**
     * Runs that may lack somebody to drive or seal them: of those that wait for their turn the first of each workflow, and
     * no part of a run that has yet to be sealed, because that sees to its parts.
     */
    private static List<Run> adoptable(Tables tables) {
        List<Run> runs = new ArrayList<>(tables.runs().live());
        runs.addAll(tables.runs().unsealed());
        Set<String> queued = new HashSet<>();
        runs.removeIf(run -> (run.state() == RunState.QUEUED && !queued.add(run.workflow())) || seenTo(run, tables));
        return runs;
    }

    private static boolean seenTo(Run run, Tables tables) {
        String parent = run.cause().run();
        return run.cause().kind() == RunCause.Kind.TASK
                && parent != null
                && tables.runs()
                        .find(parent)
                        .filter(whole -> whole.archive() == null)
                        .isPresent();
    }

    private void drive(Run run) {
        if (active.add(run.root())) {
            threads.execute(() -> {
                try {
                    chains.follow(run, true, listener).runs().forEach(this::driven);
                } catch (RuntimeException e) {
                    failed(run, e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    active.remove(run.root());
                    lookForWork();
                }
            });
        }
    }

    /** One that could not be sealed would be taken up again and again. */
    private void driven(Run run) {
        if (run.archive() == null && run.state() != RunState.SKIPPED) {
            leaveAlone(run);
        } else {
            triedAt.remove(run.id());
        }
    }

    /** Where another process was faster there is nothing to tell, and its death is heard of. */
    private void failed(Run run, RuntimeException e) {
        if (e instanceof AnnealException known && OTHERS.contains(known.id())) {
            return;
        }
        leaveAlone(run);
        String reason = e instanceof AnnealException ? e.getMessage() : e.toString();
        log.accept("run " + run.id() + " cannot be driven, will be tried again in a minute: " + reason);
    }

    private void leaveAlone(Run run) {
        triedAt.put(run.id(), System.nanoTime());
    }
}
