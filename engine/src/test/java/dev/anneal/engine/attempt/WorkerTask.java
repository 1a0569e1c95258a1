package dev.anneal.engine.attempt;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.settings.Knows;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Does the one thing that it is told: tells what it sees, or ends in one of the ways in which a task may end. */
public final class WorkerTask implements CodeTask<WorkerTask.Settings> {

    public record Settings(String act, @Knows("size") Expression require) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "act",
                1,
                WorldEffect.READS_WORLD,
                Settings.class,
                "Does what it is told.",
                new OutputSpec("seen", ValueType.MAP, "what it saw"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws Exception {
        context.log("act " + settings.act());
        Path pid = context.workFolder().resolve("pid");
        return switch (settings.act()) {
            case "tell" -> tell(settings, context);
            case "reject" -> new TaskOutcome.Rejected("too small", Map.of("seen", 1), Map.of("size", 0.5), List.of());
            case "suspend" -> new TaskOutcome.Suspended(null, "approved", Map.of("asked", "ann"));
            case "fail" -> throw new IllegalStateException("it does not work");
            case "exit" -> exit();
            case "exhaust" -> exhaust();
            case "crash" -> crash();
            case "linger" -> linger();
            case "wait" -> await(context, pid);
            case "be stopped" -> beStopped(pid);
            case "not be stopped" -> notBeStopped(pid);
            default -> TaskOutcome.Failed.of(FailureKind.ERROR, "nobody can " + settings.act());
        };
    }

    private static TaskOutcome exit() {
        System.exit(4);
        return new TaskOutcome.Succeeded(Map.of());
    }

    private static TaskOutcome exhaust() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < 1_000_000) {
            all.add(new byte[1 << 20]);
        }
        return new TaskOutcome.Succeeded(Map.of());
    }

    /** Writes where nothing is, as a fault in native code does. */
    private static TaskOutcome crash() throws ReflectiveOperationException {
        Field unsafe = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
        unsafe.setAccessible(true);
        Object memory = unsafe.get(null);
        memory.getClass().getMethod("putAddress", long.class, long.class).invoke(memory, 0L, 1L);
        return new TaskOutcome.Succeeded(Map.of());
    }

    private static TaskOutcome linger() {
        new Thread(WorkerTask::forever).start();
        return new TaskOutcome.Succeeded(Map.of());
    }

    private static TaskOutcome await(TaskContext context, Path pid) throws IOException {
        context.progress(0.5, "half");
        up(pid);
        while (!Files.exists(pid.resolveSibling("go"))) {
            Thread.onSpinWait();
        }
        return new TaskOutcome.Succeeded(Map.of("seen", "go"));
    }

    private static TaskOutcome beStopped(Path pid) throws IOException, InterruptedException {
        up(pid);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Files.writeString(pid.resolveSibling("stopped"), "between two rounds\n");
            throw e;
        }
        return new TaskOutcome.Succeeded(Map.of());
    }

    private static TaskOutcome notBeStopped(Path pid) throws IOException {
        up(pid);
        forever();
        return new TaskOutcome.Succeeded(Map.of());
    }

    private static void up(Path pid) throws IOException {
        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
    }

    private static TaskOutcome tell(Settings settings, TaskContext context) {
        return new TaskOutcome.Succeeded(Map.of(
                        "seen",
                        Map.of(
                                "pid", ProcessHandle.current().pid(),
                                "heap", Runtime.getRuntime().maxMemory(),
                                "devices", context.devices(),
                                "resumed", context.resumed(),
                                "holds",
                                        new Evaluator(context.scope().with(Map.of("size", 5))).test(settings.require()),
                                "cuda", String.valueOf(System.getenv("CUDA_VISIBLE_DEVICES")),
                                "hip", String.valueOf(System.getenv("HIP_VISIBLE_DEVICES")),
                                "numbers", context.records().list("numbers", "").size())))
                .withMetrics(Map.of("size", 0.25))
                .withEffects(new Effect("take-number", Map.of("name", "x")));
    }

    /** Whoever interrupts. */
    private static void forever() {
        CountDownLatch never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }
}
