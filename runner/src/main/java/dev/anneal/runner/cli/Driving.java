package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.execution.Chains;
import dev.anneal.engine.execution.RunListener;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunRequest;
import dev.anneal.engine.run.RunState;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.life.Lives;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drives a run and its chain for a person who watches; ends with the lives of the models that the chain made. */
final class Driving {

    private final Options options;
    private final Anneal anneal;
    private final Terminal terminal;

    Driving(Options options, Anneal anneal) {
        this.options = options;
        this.anneal = anneal;
        this.terminal = options.terminal();
    }

    /** How a chain is begun or taken up. */
    interface Start {
        Chains.Followed with(Chains chains, RunListener listener) throws InterruptedException;
    }

    /** @return the exit code: 1 where a run of the chain failed, or a gate refused the run that was asked for */
    int drive(Start start) throws InterruptedException {
        return drive(start, this::tell);
    }

    /** Says what becomes of a run that another process was faster to order. */
    interface Elsewhere {
        /** @return the exit code */
        int tell(Run run) throws InterruptedException;
    }

    /** As {@link #drive(Start)}. */
    int drive(Start start, Elsewhere elsewhere) throws InterruptedException {
        Chains.Followed followed = followed(start);
        if (followed == null) {
            return ErrorText.INTERRUPTED;
        } else if (followed.found()) {
            return elsewhere.tell(followed.runs().get(0));
        }
        report(followed);
        return code(followed.runs());
    }

    /** Null where it was interrupted. */
    private Chains.@Nullable Followed followed(Start start) throws InterruptedException {
        Chains chains = anneal.chains();
        RunProgress progress = new RunProgress(terminal);
        try (Interrupts interrupts = new Interrupts(anneal.engine(), chains, progress::note)) {
            Chains.Followed followed = start.with(chains, progress);
            return interrupts.interrupted() ? null : followed;
        }
    }

    /** Says how a run came out that nothing is to be done about. @return the exit code, as {@link #drive} has it */
    int tell(Run run) {
        if (options.json()) {
            terminal.out().println(Json.pretty(json(new Chains.Followed(List.of(run), List.of()))));
            terminal.out().flush();
        }
        return code(List.of(run));
    }

    private void report(Chains.Followed followed) throws InterruptedException {
        if (options.json()) {
            terminal.out().println(Json.pretty(json(followed)));
            return;
        }
        List<Run> runs = followed.runs();
        Set<String> models = new Lives(anneal).models(runs);
        if (runs.size() > 1 && models.size() == 1) {
            LifeText.print(new Lives(anneal).of(models.iterator().next()), terminal);
        }
        for (RunRequest request : followed.waiting()) {
            terminal.err()
                    .println("A run of " + request.workflow() + " is requested"
                            + (request.notBefore() == null ? "" : " for " + request.notBefore())
                            + ": `anneal serve` takes it up, or `anneal resume " + request.fromRun() + "`.");
        }
        Run last = runs.get(runs.size() - 1);
        String logs = last.state() == RunState.FAILED
                ? "anneal logs " + last.id() + " · anneal resume " + last.id() + " · "
                : "";
        terminal.err()
                .println(terminal.dim(logs + "anneal show " + last.id() + " · home "
                        + anneal.home().workspace().home()));
        terminal.err().flush();
        terminal.out().flush();
    }

    private static Map<String, Object> json(Chains.Followed followed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", followed.runs().stream().map(Views::run).toList());
        json.put("waiting", followed.waiting().size());
        return json;
    }

    private static int code(List<Run> runs) {
        boolean failed =
                runs.stream().anyMatch(run -> run.state() == RunState.FAILED || run.state() == RunState.CANCELLED);
        Run first = runs.get(0);
        // In the middle of a chain a refused challenger is no failure: the chain goes on with the champion.
        boolean asked = first.id().equals(first.root()) || runs.size() == 1;
        boolean refused = asked && first.state() == RunState.REJECTED;
        boolean unsealed = runs.stream().anyMatch(run -> run.archive() == null && run.state() != RunState.SKIPPED);
        return failed || refused || unsealed ? ErrorText.FAILED : 0;
    }
}
