package dev.anneal.runner.app.control;

import dev.anneal.engine.execution.Chains;
import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.plan.TaskGraph;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCause;
import dev.anneal.engine.run.RunState;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.engine.store.WorkflowTable.Registration;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes on with runs: in place where one has not ended, as a new run where it has. */
public final class Resumption {

    /**
     * How a run is to be gone on with.
     *
     * @param from the task that runs again, with all that needs it; null for none
     * @param code {@code latest} for the workflow read anew from its file, {@code original} for as it was; null for that
     * @param force whether a run is taken even from a process that holds it
     */
    public record Wish(@Nullable String from, @Nullable String code, boolean force) {
        boolean latest() {
            return "latest".equals(code);
        }
    }

    /** What going on with a run means. */
    public sealed interface Way {

        /** The run itself goes on, is sealed, or has its chain followed. */
        record InPlace(Run run, boolean force) implements Way {}

        /** A new run goes on from the one that has ended. */
        record Anew(Run ended, Wish wish) implements Way {}
    }

    private final Anneal anneal;

    public Resumption(Anneal anneal) {
        this.anneal = anneal;
    }

    /**
     * What is to be done. One that was gone on with before is gone on with where that stands.
     *
     * @throws AnnealException bad input, where the wish does not fit the run's state; not-found, where there is no such task
     */
    public Way of(Run run, Wish wish) {
        Optional<Run> parent = parent(run);
        if (parent.isPresent() && (run.state().ended() || !parent.get().state().ended())) {
            String whole = parent.get().id();
            throw AnnealException.badInput(
                    "part",
                    "run " + run.id() + " is a part of run " + whole + ", which sees to it: `anneal resume " + whole
                            + "`.");
        }
        if (!run.state().ended()) {
            if (wish.from() != null || wish.code() != null) {
                throw AnnealException.badInput(
                        "not-ended",
                        "run " + run.id() + " is " + run.state().word()
                                + ": --from and --code are for runs that have ended. `anneal resume " + run.id()
                                + "` goes on with it as it is; `anneal cancel " + run.id() + "` ends it.");
            }
            return new Way.InPlace(run, wish.force());
        }
        if (wish.from() != null || wish.latest()) {
            check(run, wish);
            return new Way.Anew(run, wish);
        }
        Optional<Run> later = successor(run);
        if (later.isPresent()) {
            return of(later.get(), wish);
        }
        boolean done = run.state() == RunState.SUCCEEDED || leftBehind(run);
        return done ? new Way.InPlace(run, wish.force() && run.archive() == null) : new Way.Anew(run, wish);
    }

    /** Whether whoever followed the chain died before it was done: then that is what is to be gone on with first. */
    private boolean leftBehind(Run run) {
        if (run.archive() == null && run.state() != RunState.SKIPPED) {
            return true;
        }
        return anneal.store()
                .read(tables -> !tables.requests().pendingOf(run.root()).isEmpty()
                        || tables.runs().chain(run.root()).stream()
                                .anyMatch(other -> !other.state().ended()));
    }

    /** Drives what is to be driven to its end. */
    public Chains.Followed carryOut(Way way, boolean follow, Chains chains, RunListener listener)
            throws InterruptedException {
        if (way instanceof Way.InPlace here) {
            return here.force()
                    ? chains.take(here.run(), follow, listener)
                    : chains.follow(here.run(), follow, listener);
        }
        Way.Anew anew = (Way.Anew) way;
        seal(anew, chains);
        Wish wish = anew.wish();
        return chains.goOn(anew.ended(), wish.from(), latest(anew), follow, listener);
    }

    /**
     * The run that is to be driven, made where it is a new one; nobody drives it yet.
     *
     * @throws AnnealException environment, where another process follows the chain
     */
    public Run place(Way way, Chains chains) throws InterruptedException {
        Run run = way instanceof Way.InPlace there ? there.run() : ((Way.Anew) way).ended();
        boolean forced = way instanceof Way.InPlace there && there.force();
        if (!forced && chains.followed(run.root())) {
            throw AnnealException.environment(
                    "chain-held",
                    "the chain of run " + run.id() + " is being followed by "
                            + anneal.home().chains().holder(run.root()).orElse("another process") + "; `anneal logs "
                            + run.id() + " -f` watches it",
                    null);
        }
        if (way instanceof Way.InPlace here) {
            return here.run();
        }
        Way.Anew anew = (Way.Anew) way;
        seal(anew, chains);
        Run ended = anew.ended();
        RunCause cause = RunCause.command("resumed from " + ended.id());
        return anneal.orders().goOn(ended, anew.wish().from(), latest(anew), cause);
    }

    private static void seal(Way.Anew anew, Chains chains) throws InterruptedException {
        if (anew.ended().archive() == null && anew.ended().state() != RunState.SKIPPED) {
            var unused = chains.follow(anew.ended(), false, RunListener.NONE);
        }
    }

    /** Registers the workflow as its file says it now, where that is wished. */
    private boolean latest(Way.Anew anew) {
        if (anew.wish().latest()) {
            WorkflowFiles.register(read(anew.ended()), anneal.store(), anneal.clock());
        }
        return anew.wish().latest();
    }

    /** All that can be wrong is found before anything is written. */
    private void check(Run run, Wish wish) {
        WorkflowSpec spec = wish.latest() ? read(run).plan(run.workflow()).workflow() : spec(run);
        String from = wish.from();
        if (from != null) {
            var unused = new TaskGraph(spec).from(from);
        }
    }

    private WorkflowFiles.Planned read(Run run) {
        Registration registration = anneal.store()
                .read(tables -> tables.workflows().find(run.workflow()))
                .orElseThrow(() -> AnnealException.notFound(
                        "workflow",
                        "no workflow '" + run.workflow() + "' is registered: `anneal run FILE` registers it."));
        return Anneal.workflowFiles(anneal.catalog()).read(Path.of(registration.file()));
    }

    private WorkflowSpec spec(Run run) {
        return anneal.store()
                .read(tables -> tables.workflows().spec(run.spec()))
                .orElseThrow(() -> AnnealException.fault("no-spec", "the spec of run " + run.id() + " is gone", null));
    }

    private Optional<Run> parent(Run run) {
        String parent = run.cause().run();
        return run.cause().kind() != RunCause.Kind.TASK || parent == null
                ? Optional.empty()
                : anneal.store().read(tables -> tables.runs().find(parent));
    }

    /** The newest run that goes on from this one, unless that did not begin. */
    private Optional<Run> successor(Run run) {
        List<Run> chain = anneal.store().read(tables -> tables.runs().chain(run.root()));
        return chain.stream()
                .filter(other -> run.id().equals(other.resumedFrom()) && other.state() != RunState.SKIPPED)
                .reduce((older, newer) -> newer);
    }
}
