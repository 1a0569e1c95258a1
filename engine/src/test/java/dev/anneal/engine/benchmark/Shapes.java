package dev.anneal.engine.benchmark;

import dev.anneal.engine.spec.Attempts;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Workflows of no-op tasks. */
final class Shapes {

    private Shapes() {}

    /** One after the other. */
    static WorkflowSpec chain(int size) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            tasks.add(task(i, i == 0 ? Set.of() : Set.of(name(i - 1))));
        }
        return workflow("chain", tasks);
    }

    /** All after the first, side by side. */
    static WorkflowSpec fanOut(int size) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            tasks.add(task(i, i == 0 ? Set.of() : Set.of(name(0))));
        }
        return workflow("fan_out", tasks);
    }

    /** Each after up to three of the fifty before it. */
    static WorkflowSpec random(int size) {
        Random random = new Random(size);
        List<TaskSpec> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Set<String> after = new HashSet<>();
            for (int edge = random.nextInt(4); edge > 0 && i > 0; edge--) {
                after.add(name(i - 1 - random.nextInt(Math.min(i, 50))));
            }
            tasks.add(task(i, after));
        }
        return workflow("random", tasks);
    }

    static String name(int i) {
        return "t" + i;
    }

    private static WorkflowSpec workflow(String name, List<TaskSpec> tasks) {
        return new WorkflowSpec(name, "", List.of(), List.of(), tasks);
    }

    private static TaskSpec task(int i, Set<String> after) {
        Flow flow = new Flow(after, null, RunIf.ALL_SUCCEEDED, false, Flow.OnFailure.FINISH, null, false);
        return new TaskSpec(name(i), "no-op", Map.of(), flow, Attempts.ONCE, Placement.PLAIN, CachePolicy.BY_TYPE);
    }
}
