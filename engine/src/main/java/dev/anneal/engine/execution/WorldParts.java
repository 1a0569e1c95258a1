package dev.anneal.engine.execution;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.task.WorldEffect;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the result of a task that is no pure function of its settings follows from besides, where it was asked to be
 * reused all the same: the files that its settings name, the run's parameters, the code's version and the system.
 */
final class WorldParts {

    private WorldParts() {}

    static Map<String, String> of(PlannedTask task, Map<String, Object> settings, Run run) {
        boolean asked = task.spec().cache().mode() == CachePolicy.Mode.ON;
        if (!asked || task.description().worldEffect() == WorldEffect.PURE) {
            return Map.of();
        }
        Map<String, String> parts = new TreeMap<>();
        Path base = Path.of(run.baseFolder());
        for (Setting setting : task.schema().settings()) {
            files(setting.name(), setting.type(), settings.get(setting.name()), base, parts);
        }
        run.parameters().forEach((name, value) -> parts.put("params." + name, CacheKey.text(value)));
        if (run.codeVersion() != null) {
            parts.put("code", run.codeVersion());
        }
        parts.put("environment", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return parts;
    }

    private static void files(
            String name, SettingType type, @Nullable Object value, Path base, Map<String, String> parts) {
        if (value instanceof Map<?, ?> map && type instanceof SettingType.MapOf of) {
            map.forEach((key, item) -> files(name + "." + key, of.element(), item, base, parts));
        } else if (value instanceof List<?> items && type instanceof SettingType.ListOf of) {
            for (int i = 0; i < items.size(); i++) {
                files(name + "." + (i + 1), of.element(), items.get(i), base, parts);
            }
        } else if (value instanceof String text
                && (type instanceof SettingType.FilePath || type instanceof SettingType.FileOrOutput)) {
            Path file = base.resolve(text);
            if (Files.isRegularFile(file)) {
                parts.put("file." + name, content(file));
            }
        }
    }

    /** A file that cannot be read now will not be readable for the attempt either, which says so. */
    private static String content(Path file) {
        MessageDigest digest = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
            return Digest.of(digest).hex();
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
