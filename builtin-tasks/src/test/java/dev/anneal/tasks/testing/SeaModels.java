package dev.anneal.tasks.testing;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.tasks.deploy.ApplyDeployment;
import dev.anneal.tasks.deploy.DeployTask;
import dev.anneal.tasks.generate.GenerateTask;
import dev.anneal.tasks.train.TrainTask;
import dev.anneal.tasks.version.RegisterVersion;
import dev.anneal.tasks.version.VersionTask;
import java.util.List;
import java.util.Map;

/** Real data, models and deployments, of the SEA stream, small enough for every spec. */
public final class SeaModels {

    private SeaModels() {}

    /** Generated rows with the columns x1, x2, x3 and the target class. */
    public static Artifact rows(TestContext context, int rows, long seed) throws Exception {
        return output(
                Attempts.run(
                        new GenerateTask(),
                        context.as("data" + seed, "stream" + rows),
                        Map.of("kind", "sea", "rows", rows, "seed", seed)),
                "rows");
    }

    /** A model trained on 600 of them. @param features empty for all */
    public static Artifact model(TestContext context, long seed, String... features) throws Exception {
        Map<String, ?> settings = Map.of(
                "data", rows(context, 600, seed),
                "features", List.of(features),
                "seed", seed,
                "settings", Map.of("rounds", 5, "max_depth", 3));
        return output(Attempts.run(new TrainTask(), context.as("train" + seed, "model"), settings), "model");
    }

    /** Registers it as a version. @return its reference */
    public static String version(TestContext context, Artifact model, String name) throws Exception {
        TaskOutcome outcome = Attempts.run(new VersionTask(), context, Map.of("model", model, "name", name));
        return String.valueOf(context.complete(outcome, new RegisterVersion()).get("version"));
    }

    /** Deploys a version. */
    public static Map<String, Object> deploy(TestContext context, String version, String endpoint) throws Exception {
        TaskOutcome outcome = Attempts.run(new DeployTask(), context, Map.of("version", version, "endpoint", endpoint));
        return context.complete(outcome, new ApplyDeployment());
    }

    private static Artifact output(TaskOutcome outcome, String name) {
        if (outcome instanceof TaskOutcome.Succeeded succeeded
                && succeeded.outputs().get(name) instanceof Artifact made) {
            return made;
        }
        throw new AssertionError(name + " was not made: " + outcome);
    }
}
