package dev.anneal.engine.attempt;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.artifact.Damage;
import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.problem.AnnealException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sees to it that an attempt begins with no artifact whose bytes are damaged or gone. */
final class InputCheck {

    /** Names that are no task's. */
    private static final Set<String> NO_TASKS = Set.of("params", "run", "item", "iteration", "previous");

    private InputCheck() {}

    /** @throws AnnealException bad-input, which says which artifact, who made it and what to do */
    static void require(AttemptDescriptor attempt, ArtifactStore store) {
        for (Map.Entry<String, Object> setting : attempt.settings().entrySet()) {
            for (Artifact artifact : Values.artifacts(setting.getValue())) {
                Damage.of(artifact, store).ifPresent(damage -> {
                    throw AnnealException.badInput(
                            "damaged-input",
                            "'" + setting.getKey() + "' takes the artifact '" + artifact.name() + "'"
                                    + advice(attempt, artifact.digest(), damage));
                });
            }
        }
    }

    private static String advice(AttemptDescriptor attempt, Digest digest, String damage) {
        return producer(attempt.names(), digest)
                .map(task -> " of task '" + task + "', which " + damage + "; `anneal resume "
                        + attempt.run().id() + " --from " + task + "` makes it again")
                .orElse(", which " + damage + "; restore the file from a backup, or run again what made it");
    }

    private static Optional<String> producer(Map<String, Object> names, Digest digest) {
        return names.entrySet().stream()
                .filter(name -> !NO_TASKS.contains(name.getKey()))
                .filter(name -> Values.artifacts(name.getValue()).stream()
                        .anyMatch(artifact -> artifact.digest().equals(digest)))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}
