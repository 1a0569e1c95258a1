package dev.anneal.runner.cli;

import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.WorkflowFiles;
import dev.anneal.runner.app.control.Ordering;
import dev.anneal.runner.app.reuse.OnlyOne;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anneal run FILE}. */
@Command(
        name = "run",
        description = "Runs a workflow, and the runs that it requests, to their end.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Mixin
    private YamlOnly forms = new YamlOnly();

    @Mixin
    private DetachOptions detached = new DetachOptions();

    @Mixin
    private OrderOptions wish = new OrderOptions();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Make the run once: another order with this key is the same run, and ends as that does.")
    private @Nullable String key;

    @Option(names = "--until", paramLabel = "TASK", description = "Run only this task and all that it needs.")
    private @Nullable String until;

    @Option(
            names = "--only",
            paramLabel = "TASK",
            description = "Run only this task; what it needs is taken from an earlier run.")
    private @Nullable String only;

    @Override
    public Integer call() throws InterruptedException {
        // All that can be checked is, before a home is made: a mistake leaves nothing behind.
        TaskCatalog catalog = Anneal.catalog(options.folder());
        WorkflowFiles files = forms.files(catalog);
        WorkflowFiles.Planned planned = files.read(wish.file());
        NewRun order = wanted(planned);
        if (only != null || planned.takes()) {
            try (Anneal there = Anneal.openIfThere(options.folder(), catalog)) {
                files.checkFits(planned, there.capacity());
                order = only == null ? order : new OnlyOne(there).of(order, planned, only);
            }
        }
        NewRun placed = order;
        try (Anneal anneal = options.open(catalog)) {
            WorkflowFiles.register(planned, anneal.store(), anneal.clock());
            Optional<Run> before = Ordering.before(placed, anneal);
            SameKey sameKey = new SameKey(options, anneal, detached);
            if (before.isPresent()) {
                return sameKey.tell(before.get(), key);
            } else if (detached.detach()) {
                String id = anneal.orders().newId();
                Run run = anneal.orders().place(id, placed);
                return run.id().equals(id)
                        ? new Detaching(options, anneal).start(run, detached)
                        : sameKey.tell(run, key);
            }
            return new Driving(options, anneal)
                    .drive(
                            (chains, listener) -> chains.begin(placed, detached.follow(), listener),
                            run -> sameKey.tell(run, key));
        }
    }

    private NewRun wanted(WorkflowFiles.Planned planned) {
        if (until != null && only != null) {
            throw AnnealException.badInput(
                    "only-until", "--only and --until do not go together: --until runs what its task needs as well.");
        } else if (key != null && key.isBlank()) {
            throw AnnealException.badInput("key", "--key takes a text that is not blank.");
        }
        NewRun order = Ordering.keyed(wish.of(planned), key);
        Plan plan = planned.plan(order.workflow());
        return until == null ? order : Ordering.until(order, plan.workflow(), until);
    }
}
