package dev.anneal.runner.app.control;

import dev.anneal.engine.execution.NewRun;
import dev.anneal.engine.plan.TaskGraph;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunOptions;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import dev.anneal.runner.app.Anneal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Orders with conditions: only some of the tasks, and once for each key. */
public final class Ordering {

    private Ordering() {}

    /** The order with a key that makes its run once; null for none. */
    public static NewRun keyed(NewRun order, @Nullable String key) {
        RunOptions options = order.options();
        return order.with(new RunOptions(options.only(), options.again(), key), order.resumedFrom());
    }

    /**
     * The order for one task, all that it needs, and the tasks that always run at the end and need nothing else.
     *
     * @throws dev.anneal.engine.problem.AnnealException not-found, where there is no such task
     */
    public static NewRun until(NewRun order, WorkflowSpec workflow, String task) {
        TaskGraph graph = new TaskGraph(workflow);
        Set<String> wanted = new TreeSet<>(graph.upTo(task));
        Set<String> always = new TreeSet<>();
        workflow.tasks().stream()
                .filter(spec -> spec.flow().always())
                .map(TaskSpec::name)
                .forEach(always::add);
        for (String last : always) {
            Set<String> needed = new TreeSet<>(graph.upTo(last));
            needed.removeAll(always);
            if (wanted.containsAll(needed)) {
                wanted.addAll(graph.upTo(last));
            }
        }
        return order.with(new RunOptions(wanted, Set.of(), order.options().key()), null);
    }

    /** The run that was ordered with the same key before. */
    public static Optional<Run> before(NewRun order, Anneal anneal) {
        String key = order.options().key();
        return key == null
                ? Optional.empty()
                : anneal.store().read(tables -> tables.runs().withKey(order.workflow(), key));
    }
}
