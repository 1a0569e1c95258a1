package dev.anneal.tasks.registry;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.record.Records;
import dev.anneal.engine.record.RecordsView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Changes the registry, inside one transaction. What is written is never changed again: aliases move, their history grows. */
public final class RegistryChanges {

    private final Records records;

    /** @param records of the transaction */
    public RegistryChanges(Records records) {
        this.records = records;
    }

    /**
     * Registers the next version of a model. The same bytes from another task are another version; the same task again
     * gets the version that it has.
     *
     * @param version the version with the number that it is given
     */
    public ModelVersion register(String name, String run, String task, IntFunction<ModelVersion> version) {
        Optional<Map<String, Object>> before = records.find(RegistryRows.ORIGINS, run + "/" + task);
        if (before.isPresent()) {
            return new ModelRegistry(records).get(String.valueOf(before.get().get("version")));
        }
        int number = records.last(RegistryRows.VERSIONS, RegistryNames.checked("a model", name) + "/")
                        .map(RecordsView.Row::document)
                        .map(last -> RegistryRows.version(last).number())
                        .orElse(0)
                + 1;
        ModelVersion registered = version.apply(number);
        records.insert(RegistryRows.VERSIONS, RegistryRows.key(name, number), RegistryRows.document(registered));
        records.insert(RegistryRows.ORIGINS, run + "/" + task, Map.of("version", registered.reference()));
        records.put(RegistryRows.MODELS, name, Map.of("versions", number));
        return registered;
    }

    /**
     * Points an alias at a version; nothing happens where it points there already.
     *
     * @param who {@code run/task}, or the person who gave the command
     * @throws AnnealException not-found where there is no such version, bad-input where the alias cannot be one
     */
    public void moveAlias(String name, String alias, int number, String who, Instant at) {
        new ModelRegistry(records).get(name + "@" + number);
        write(name, RegistryNames.checkedAlias(alias), number, who, at);
    }

    /**
     * Removes an alias; its history stays.
     *
     * @throws AnnealException not-found where the model has no such alias
     */
    public void removeAlias(String name, String alias, String who, Instant at) {
        new ModelRegistry(records).get(name + "@" + RegistryNames.checkedAlias(alias));
        write(name, alias, null, who, at);
    }

    private void write(String name, String alias, @Nullable Integer to, String who, Instant at) {
        Integer from = records.find(RegistryRows.ALIASES, name + "/" + alias)
                .flatMap(RegistryRows::target)
                .orElse(null);
        if (to != null && to.equals(from)) {
            return;
        }
        AliasMove move = new AliasMove(name, alias, from, to, who, at);
        int moves = records.last(RegistryRows.MOVES, name + "/")
                .map(last -> RegistryRows.sequence(last.key()))
                .orElse(0);
        records.insert(RegistryRows.MOVES, RegistryRows.key(name, moves + 1), RegistryRows.document(move));
        records.put(RegistryRows.ALIASES, name + "/" + alias, RegistryRows.document(move));
    }
}
