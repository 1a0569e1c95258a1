package dev.anneal.tasks.deploy;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.model.Models;
import dev.anneal.tasks.model.Signature;
import dev.anneal.tasks.registry.ModelRegistry;
import dev.anneal.tasks.registry.ModelVersion;
import dev.anneal.tasks.registry.RegistryNames;
import dev.anneal.tasks.serving.Endpoints;
import dev.anneal.tasks.serving.ServedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code deploy}: lets a version serve an endpoint. Before that the model is loaded and scores a row without values, and
 * must take the features of the version that serves now.
 */
public final class DeployTask implements CodeTask<DeployTask.Settings> {

    record Settings(
            @Help("The version to deploy, such as $release.version or loans@3")
            String version,

            @Help("The endpoint that it serves from now on; the first deployment makes it")
            String endpoint) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "deploy",
                1,
                WorldEffect.CHANGES_WORLD,
                Settings.class,
                "Lets a model version serve an endpoint",
                new OutputSpec("endpoint", ValueType.TEXT, "The endpoint"),
                new OutputSpec(
                        "previous", ValueType.MODEL_VERSION, "The version that served before; none for the first"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) {
        RegistryNames.checked("an endpoint", settings.endpoint());
        ModelVersion version;
        try {
            version = new ModelRegistry(context.records()).get(settings.version());
        } catch (AnnealException e) {
            return refused(String.valueOf(e.getMessage()));
        }
        try (ServedModel model = ServedModel.open(context.artifacts(), version)) {
            double[] nothing = new double[model.signature().features().size()];
            Arrays.fill(nothing, Double.NaN);
            ServedModel.Answer answer = model.answer(nothing);
            if (!answer.ok()) {
                return refused(version.reference() + " cannot serve: scoring a row failed: " + answer.outcome());
            }
            Optional<ModelVersion> serving = new Endpoints(context.records()).champion(settings.endpoint());
            List<String> differences = serving.isEmpty()
                    ? List.of()
                    : differences(
                            model.signature(),
                            Models.signature(context.artifacts(), serving.get().model()));
            if (!differences.isEmpty()) {
                return refused(
                        version.reference() + " cannot follow " + serving.get().reference() + " on endpoint '"
                                + settings.endpoint() + "': " + String.join("; ", differences)
                                + ". Train on the same columns, or deploy to another endpoint.");
            }
        }
        context.log(version.reference() + " can serve " + settings.endpoint());
        return new TaskOutcome.Succeeded(Map.of("endpoint", settings.endpoint()))
                .withEffects(new Effect(
                        ApplyDeployment.TYPE, Map.of("endpoint", settings.endpoint(), "version", version.reference())));
    }

    private static TaskOutcome refused(String message) {
        return TaskOutcome.Failed.of(FailureKind.BAD_INPUT, message);
    }

    private static List<String> differences(Signature candidate, Signature serving) {
        List<String> differences = new ArrayList<>();
        Set<String> missing = without(serving.features(), candidate.features());
        Set<String> added = without(candidate.features(), serving.features());
        if (!missing.isEmpty()) {
            differences.add("it does not take " + String.join(", ", missing));
        }
        if (!added.isEmpty()) {
            differences.add("it also needs " + String.join(", ", added));
        }
        if (!candidate.target().equals(serving.target())) {
            differences.add("it predicts " + candidate.target() + ", not " + serving.target());
        }
        return differences;
    }

    private static Set<String> without(Collection<String> names, Collection<String> others) {
        Set<String> left = new LinkedHashSet<>(names);
        left.removeAll(others);
        return left;
    }
}
