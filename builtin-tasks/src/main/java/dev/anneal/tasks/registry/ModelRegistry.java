package dev.anneal.tasks.registry;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.record.RecordsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the registry: versions by number or alias, and how aliases moved. As thread-safe as the view that it reads. */
public final class ModelRegistry {

    /** The word that stands for a model's greatest number, so no alias may be called so. */
    public static final String LATEST = "latest";

    private final RecordsView records;

    public ModelRegistry(RecordsView records) {
        this.records = records;
    }

    /** @param reference {@code loans@3}, {@code loans@champion} or {@code loans@latest} */
    public Optional<ModelVersion> find(String reference) {
        int at = reference.lastIndexOf('@');
        if (at <= 0 || at == reference.length() - 1) {
            return Optional.empty();
        }
        String name = reference.substring(0, at);
        String which = reference.substring(at + 1);
        if (which.equals(LATEST)) {
            return records.last(RegistryRows.VERSIONS, name + "/").map(row -> RegistryRows.version(row.document()));
        }
        Optional<Integer> number = which.chars().allMatch(c -> c >= '0' && c <= '9')
                ? number(which)
                : records.find(RegistryRows.ALIASES, name + "/" + which).flatMap(RegistryRows::target);
        return number.flatMap(n -> records.find(RegistryRows.VERSIONS, RegistryRows.key(name, n)))
                .map(RegistryRows::version);
    }

    /** As {@link #find}. @throws AnnealException not-found, with the nearest name or the versions there are */
    public ModelVersion get(String reference) {
        return find(reference).orElseThrow(() -> unknown(reference));
    }

    /** All versions of a model by number; none where the name is unknown. */
    public List<ModelVersion> versions(String name) {
        return records.list(RegistryRows.VERSIONS, name + "/").stream()
                .map(row -> RegistryRows.version(row.document()))
                .toList();
    }

    /** Models with a version, in alphabetical order. */
    public List<String> names() {
        return records.list(RegistryRows.MODELS, "").stream()
                .map(RecordsView.Row::key)
                .toList();
    }

    /** What the model's aliases point at now: number by alias. */
    public Map<String, Integer> aliases(String name) {
        Map<String, Integer> aliases = new TreeMap<>();
        String prefix = name + "/";
        for (RecordsView.Row row : records.list(RegistryRows.ALIASES, prefix)) {
            RegistryRows.target(row.document())
                    .ifPresent(number -> aliases.put(row.key().substring(prefix.length()), number));
        }
        return aliases;
    }

    /** Every move of the model's aliases, oldest first. */
    public List<AliasMove> aliasHistory(String name) {
        return records.list(RegistryRows.MOVES, name + "/").stream()
                .map(row -> RegistryRows.move(row.document()))
                .toList();
    }

    private static Optional<Integer> number(String digits) {
        try {
            return Optional.of(Integer.parseInt(digits));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private AnnealException unknown(String reference) {
        int at = reference.lastIndexOf('@');
        if (at <= 0 || at == reference.length() - 1) {
            return AnnealException.badInput(
                    "model-reference",
                    "'" + reference
                            + "' does not name a model version: write name@number or name@alias, such as loans@3"
                            + " or loans@champion.");
        }
        String name = reference.substring(0, at);
        if (records.find(RegistryRows.MODELS, name).isEmpty()) {
            return AnnealException.notFound(
                    "unknown-model", "no model is registered as '" + name + "'." + NearestName.hint(name, names()));
        }
        List<String> known = new ArrayList<>(aliases(name).keySet());
        records.last(RegistryRows.VERSIONS, name + "/")
                .map(row -> RegistryRows.version(row.document()))
                .ifPresent(last -> known.add(last.number() == 1 ? "1" : "1 to " + last.number()));
        return AnnealException.notFound(
                "unknown-model-version",
                "model '" + name + "' has no version or alias '" + reference.substring(at + 1) + "'. Known: "
                        + String.join(", ", known) + ".");
    }
}
