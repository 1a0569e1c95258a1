package dev.anneal.dsl;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.settings.Knows;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.TaskType;
import dev.anneal.engine.task.WorldEffect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Task types with the settings that the loans workflows use: reading a file asks for their schemas and never runs them. */
public final class LoanTypes {

    private LoanTypes() {}

    record Generate(String kind, int rows, double noise, long seed, List<Integer> concepts) {}

    record Dataset(Object source, @Nullable Map<String, Object> rows, String target, Map<String, Object> split) {}

    record Validate(@Takes(ValueType.DATASET) Artifact data, Map<String, Column> columns) {}

    record Column(
            @Nullable String type,
            @Nullable List<Double> between,
            @Nullable Double missing,
            @Nullable Expression holds) {}

    record Train(
            @Takes(ValueType.DATASET) Artifact data,
            String algorithm,
            long seed,
            @Nullable Map<String, Object> settings) {}

    record Evaluate(
            @Takes(ValueType.MODEL) Artifact model,
            @Takes(ValueType.DATASET) Artifact data,

            @Knows({"accuracy", "baseline.majority", "champion.accuracy"})
            Expression require) {}

    record Release(@Takes(ValueType.MODEL) Artifact model, Artifact report, String name) {}

    record Deploy(String version, String endpoint) {}

    record Replay(Object source, int from, int count, String endpoint, int labelsAfter) {}

    record Monitor(String endpoint, Object window) {}

    record Heal(
            Artifact report,
            String workflow,
            Map<String, Object> with,
            int needs,
            Object cooldown,
            int atMost,
            @Nullable Duration per) {}

    record Request(String workflow, @Nullable Map<String, Object> with) {}

    record Shell(
            Object run,
            @Nullable Map<String, Object> env,
            @Nullable Map<String, Object> outputs,
            @Nullable List<String> args,
            @Nullable Expression until) {}

    record Workflow(String workflow, @Nullable Map<String, Object> with) {}

    record Parts(@Nullable Integer count) {}

    record Merge(
            @Takes(ValueType.DATASET) List<Artifact> data,
            @Nullable List<Double> weights,
            @Nullable String label) {}

    /** Words of the engine's that this type has as settings of its own. */
    record Ticket(
            @Nullable String priority,
            @Nullable List<String> pool,
            @Nullable Map<String, Object> repeat,
            @Nullable Expression cache) {}

    /** A task type that nobody runs here. */
    record Declared<S extends Record>(TaskDescription description) implements CodeTask<S> {
        @Override
        public TaskOutcome run(S settings, TaskContext context) {
            throw new UnsupportedOperationException("reading a file runs no task");
        }
    }

    public static TaskCatalog catalog() {
        return new TaskCatalog(
                List.of(
                        type("generate", Generate.class, "rows", ValueType.DATASET),
                        type("dataset", Dataset.class, "all", ValueType.DATASET),
                        type("validate", Validate.class, "report", ValueType.REPORT),
                        type("train", Train.class, "model", ValueType.MODEL),
                        type("evaluate", Evaluate.class, "report", ValueType.REPORT),
                        type("version", Release.class, "version", ValueType.MODEL_VERSION),
                        changing("deploy", Deploy.class, "version", ValueType.MODEL_VERSION),
                        type("replay", Replay.class, "position", ValueType.NUMBER),
                        type("monitor", Monitor.class, "report", ValueType.REPORT),
                        type("retrain-on-drift", Heal.class, "requested", ValueType.BOOLEAN),
                        type("request", Request.class, "requested", ValueType.BOOLEAN),
                        type("workflow", Workflow.class, "run", ValueType.TEXT),
                        type("ticket", Ticket.class, "id", ValueType.TEXT),
                        type(
                                "parts",
                                Parts.class,
                                output("list", ValueType.LIST),
                                output("count", ValueType.NUMBER),
                                output("facts", ValueType.MAP),
                                output("data", ValueType.DATASET)),
                        type("merge", Merge.class, "all", ValueType.DATASET),
                        type("shell", Shell.class, "exit", ValueType.NUMBER)),
                List.of());
    }

    private static <S extends Record> TaskType<S> type(String name, Class<S> settings, String output, ValueType type) {
        return type(name, settings, output(output, type));
    }

    private static <S extends Record> TaskType<S> type(String name, Class<S> settings, OutputSpec... outputs) {
        return new Declared<>(TaskDescription.of(name, 1, WorldEffect.PURE, settings, name, outputs));
    }

    private static <S extends Record> TaskType<S> changing(
            String name, Class<S> settings, String output, ValueType type) {
        return new Declared<>(
                TaskDescription.of(name, 1, WorldEffect.CHANGES_WORLD, settings, name, output(output, type)));
    }

    private static OutputSpec output(String name, ValueType type) {
        return new OutputSpec(name, type, "what it makes");
    }
}
