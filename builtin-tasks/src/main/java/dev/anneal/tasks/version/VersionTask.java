package dev.anneal.tasks.version;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.registry.RegistryNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code version}: registers a model under the next number of its name. Models with the same bytes from other runs are
 * versions of their own, since they stand for another decision; the same task never registers twice.
 */
public final class VersionTask implements CodeTask<VersionTask.Settings> {

    /** The alias that {@code deploy} alone moves. */
    private static final String CHAMPION = "champion";

    record Settings(
            @Help("The model to register") @Takes(ValueType.MODEL)
            Artifact model,

            @Help("The report of its evaluation: its metrics are kept with the version")
            @Takes(ValueType.REPORT)
            @Nullable
            Artifact report,

            @Help("What the model is called: versions are numbered within a name")
            String name,

            @Help("Aliases that point at the new version from now on, such as challenger") @Default("[]")
            List<String> aliases,

            @Help("Notes to keep with the version, such as {owner: risk}") @Default("{}")
            Map<String, String> tagged) {}

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "version",
                1,
                WorldEffect.CHANGES_WORLD,
                Settings.class,
                "Registers a model as the next version of its name",
                new OutputSpec("version", ValueType.MODEL_VERSION, "The version, such as loans@3"),
                new OutputSpec("number", ValueType.NUMBER, "Its number: 1 for the first of the name"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) {
        RegistryNames.checked("a model", settings.name());
        settings.aliases().forEach(VersionTask::check);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", settings.name());
        data.put("model", settings.model());
        Artifact report = settings.report();
        if (report != null) {
            data.put("report", report);
        }
        data.put("aliases", settings.aliases());
        data.put("tags", settings.tagged());
        data.put("workflowDigest", context.run().workflowDigest().hex());
        String codeVersion = context.run().codeVersion();
        if (codeVersion != null) {
            data.put("codeVersion", codeVersion);
        }
        return new TaskOutcome.Succeeded(Map.of()).withEffects(new Effect(RegisterVersion.TYPE, data));
    }

    private static void check(String alias) {
        RegistryNames.checkedAlias(alias);
        if (alias.equals(CHAMPION)) {
            throw AnnealException.badInput(
                    "name", "the alias 'champion' means the version that serves: the task 'deploy' moves it.");
        }
    }
}
