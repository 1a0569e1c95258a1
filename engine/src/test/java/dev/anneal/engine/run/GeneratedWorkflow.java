package dev.anneal.engine.run;

import dev.anneal.engine.spec.Attempts;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Flow.OnFailure;
import dev.anneal.engine.spec.Placement;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RetryPolicy.Backoff;
import dev.anneal.engine.spec.RetryPolicy.Growth;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.spec.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A workflow of 1 to 40 tasks that a seed decides, with everything that the reducer knows, and what there is of pools. */
final class GeneratedWorkflow {

    private static final int MOST_TASKS = 40;
    private static final List<Set<String>> RETRIED =
            List.of(Set.of(), Set.of(), Set.of("timeout"), Set.of("error"), Set.of("exit 137", "timeout"));

    private final SplittableRandom random;
    private final List<RunMachine.Node> nodes = new ArrayList<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Map<String, Long>> demands = new HashMap<>();
    private final boolean calm;

    GeneratedWorkflow(SplittableRandom random) {
        this.random = random;
        this.calm = chance(30);
        double small = random.nextDouble();
        int tasks = 1 + (int) ((MOST_TASKS - 1) * small * small);
        int always = chance(30) ? random.nextInt(Math.min(3, tasks) + 1) : 0;
        int density = 1 + random.nextInt(6);
        sizes.put("cpu", 1_000L * (1 + random.nextInt(4)));
        sizes.put("gate", 1_000L * (1 + random.nextInt(2)));
        sizes.put("run", 1_000L * (1 + random.nextInt(6)));
        for (int index = 0; index < tasks; index++) {
            boolean last = index >= tasks - always;
            List<Integer> before = new ArrayList<>();
            for (int other = Math.max(0, index - 8); other < index; other++) {
                if (random.nextInt(density + 1) == 0) {
                    before.add(other);
                }
            }
            String name = "t" + index;
            nodes.add(new RunMachine.Node(task(name, last), before));
            demands.put(name, demand());
        }
    }

    List<RunMachine.Node> nodes() {
        return nodes;
    }

    long size(String pool) {
        return sizes.getOrDefault(pool, 0L);
    }

    /** What an attempt of the task takes. */
    Map<String, Long> demand(TaskView task) {
        return demands.getOrDefault(task.spec().name(), Map.of());
    }

    private TaskSpec task(String name, boolean always) {
        RunIf[] rules = RunIf.values();
        RunIf rule = always && chance(70)
                ? RunIf.ALL_DONE
                : chance(50) ? RunIf.ALL_SUCCEEDED : rules[random.nextInt(rules.length)];
        Flow flow = new Flow(
                Set.of(),
                null,
                rule,
                chance(15),
                chance(calm ? 3 : 12) ? OnFailure.CANCEL : OnFailure.FINISH,
                repetition(),
                always);
        Duration limit = chance(15) ? Duration.ofMillis(1 + random.nextInt(30_000)) : null;
        return new TaskSpec(
                name,
                "any",
                Map.of(),
                flow,
                new Attempts(retry(), null, limit),
                new Placement(Map.of(), Map.of(), random.nextInt(3) - 1, Placement.Executor.LOCAL),
                CachePolicy.BY_TYPE);
    }

    private @Nullable Repetition repetition() {
        Expression any = new Expression.Literal(true);
        if (chance(12)) {
            return new Repetition.ForEach(any, random.nextInt(4));
        } else if (chance(10)) {
            Duration delay = chance(50) ? null : Duration.ofMillis(random.nextInt(5_000));
            return new Repetition.Repeat(any, 1 + random.nextInt(4), delay, chance(50));
        }
        return null;
    }

    private RetryPolicy retry() {
        Growth growth = chance(50) ? Growth.CONSTANT : Growth.EXPONENTIAL;
        double jitter = chance(50) ? 0 : random.nextDouble();
        Backoff backoff = new Backoff(
                growth,
                Duration.ofMillis(random.nextInt(10_000)),
                Duration.ofMillis(5_000 + random.nextInt(20_000)),
                jitter);
        Set<String> on = RETRIED.get(random.nextInt(RETRIED.size()));
        return new RetryPolicy(random.nextInt(4), backoff, on, random.nextInt(4));
    }

    private Map<String, Long> demand() {
        Map<String, Long> demand = new HashMap<>();
        demand.put("cpu", chance(80) ? 1_000L : 500L * random.nextInt((int) (size("cpu") / 500) + 1));
        demand.put("run", 1_000L);
        if (chance(20)) {
            demand.put("gate", 1_000L);
        }
        return demand;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
