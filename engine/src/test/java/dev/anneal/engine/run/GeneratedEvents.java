package dev.anneal.engine.run;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.run.RunEvent.AttemptEvent;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Events of all kinds, as chance has it: those that a driver would make, and those that come too late or from nowhere. */
final class GeneratedEvents {

    private static final Digest DIGEST = Digest.of("chance");

    private final SplittableRandom random;
    private final int trouble;

    GeneratedEvents(SplittableRandom random) {
        this.random = random;
        this.trouble = 2 + random.nextInt(5) * random.nextInt(12);
    }

    /** What came of a live attempt. */
    AttemptEvent outcome(TaskView task, int attempt, long token, Instant at, boolean lively) {
        String name = task.name();
        if (task.stopping() && random.nextInt(3) > 0) {
            return new RunEvent.AttemptCancelled(at, name, attempt, token);
        }
        if (random.nextInt(100) < trouble) {
            return random.nextInt(6) == 0
                    ? new RunEvent.AttemptRejected(at, name, attempt, token, "no", outputs(), Map.of(), List.of())
                    : new RunEvent.AttemptFailed(at, name, attempt, token, failure());
        } else if (lively && random.nextInt(6) == 0) {
            boolean moment = random.nextBoolean();
            Instant until = moment ? at.plusMillis(random.nextInt(9_000)) : null;
            String signal = moment && random.nextBoolean() ? null : "go";
            Map<String, Object> state = Map.of("reason", "it waits", "step", attempt);
            return new RunEvent.AttemptSuspended(at, name, attempt, token, until, signal, state);
        }
        return new RunEvent.AttemptSucceeded(at, name, attempt, token, outputs(), Map.of("x", 0.5), effects());
    }

    /** What came of an attempt whose process died. */
    AttemptEvent lost(TaskView task, Instant at) {
        Failure failure = new Failure(FailureKind.INFRASTRUCTURE, "its process is gone");
        return new RunEvent.AttemptFailed(at, task.name(), task.attempts(), task.token(), failure);
    }

    RunEvent reuse(TaskView task, Instant at) {
        return new RunEvent.TaskReused(
                at, task.name(), "run0", DIGEST, outputs(), Map.of("y", 2.0), inputs(), Map.of("type", "any 1"));
    }

    /** An event about some task run, for the most part one that cannot happen now. */
    RunEvent stale(RunMachine machine, Instant at) {
        List<TaskView> tasks = machine.tasks();
        TaskView task = tasks.get(random.nextInt(tasks.size()));
        String name = random.nextInt(20) == 0 ? "nobody" : task.name();
        int attempt = task.attempts() + random.nextInt(3) - 1;
        long token = task.token() + random.nextInt(3) - 1;
        return switch (random.nextInt(13)) {
            case 0 -> new RunEvent.RunStarted(at);
            case 1 -> new RunEvent.RunEnded(at, machine.outlook(), "");
            case 2 -> new RunEvent.TaskTimedOut(at, name, "too long");
            case 3 -> new RunEvent.TaskSignalled(at, name, random.nextBoolean() ? "go" : "other", Map.of());
            case 4 -> new RunEvent.TaskExpanded(at, name, items());
            case 5 -> new RunEvent.TaskRepeated(at, name, random.nextInt(4), null);
            case 6 -> new RunEvent.TaskConcluded(at, name, null);
            case 7 ->
                new RunEvent.AttemptSucceeded(at, name, task.attempts(), token + 7, Map.of(), Map.of(), List.of());
            case 8 -> new RunEvent.AttemptFailed(at, name, task.attempts() - 1, token, failure());
            case 9 -> new RunEvent.AttemptStarted(at, name, task.attempts(), token, null, Map.of(), null);
            case 10 -> new RunEvent.AttemptStarted(at, name, attempt, task.token(), null, Map.of(), null);
            case 11 -> new RunEvent.AttemptCancelled(at, name, task.attempts() - 1, token);
            default -> new RunEvent.AttemptSuspended(at, name, attempt, token - 5, at, null, Map.of());
        };
    }

    /** What a task is expanded over: often nothing, sometimes with nothing among it. */
    List<Object> items() {
        int count = random.nextInt(6);
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(
                    switch (random.nextInt(4)) {
                        case 0 -> null;
                        case 1 -> "item " + i;
                        case 2 -> Map.of("a", i, "b", true);
                        default -> new BigDecimal("1e3");
                    });
        }
        return items(items);
    }

    @SuppressWarnings("NullAway") // items may be null
    private static List<Object> items(List<@Nullable Object> items) {
        List<Object> plain = new ArrayList<>();
        plain.addAll(items);
        return plain;
    }

    Digest digest() {
        return DIGEST;
    }

    Map<String, Digest> inputs() {
        return random.nextBoolean() ? Map.of() : Map.of("file", DIGEST);
    }

    private Map<String, Object> outputs() {
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        if (random.nextInt(4) > 0) {
            outputs.put("number", random.nextInt(1_000));
        }
        if (random.nextInt(4) == 0) {
            outputs.put("file", new Artifact("f", ValueType.FILE, DIGEST, 6, "text/plain", Map.of()));
            outputs.put("list", Arrays.asList(1, "two", null));
        }
        return outputs(outputs);
    }

    @SuppressWarnings("NullAway") // outputs may be null
    private static Map<String, Object> outputs(Map<String, @Nullable Object> outputs) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.putAll(outputs);
        return plain;
    }

    private List<Effect> effects() {
        return random.nextInt(8) == 0 ? List.of(new Effect("take", Map.of("name", "x"))) : List.of();
    }

    private Failure failure() {
        FailureKind[] kinds = FailureKind.values();
        FailureKind kind = kinds[random.nextInt(kinds.length)];
        Integer exit = random.nextInt(3) == 0 ? 137 : null;
        return new Failure(kind, "it broke", exit);
    }
}
