package dev.anneal.engine.testing;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Knows;
import dev.anneal.engine.settings.Takes;
import dev.anneal.engine.spec.Expression;
import java.util.Map;

/** Settings records of the test task types: Groovy cannot bound a type parameter by a record of its own. */
public final class TestSettings {

    private TestSettings() {}

    public record WriteSettings(String text) {}

    public record MeasureSettings(
            @Takes(ValueType.FILE) Artifact file,
            @Default("1") int times) {}

    public record FlakySettings(int failures) {}

    public record SleepSettings(@Default("60000") long millis) {}

    public record GateSettings(@Knows("size") Expression require) {}

    public record NumberSettings(String name) {}

    public record AskSettings(
            String workflow, @Default("{}") Map<String, Object> with) {}

    public record ShSettings(String command) {}

    /** @param file that it notes its attempts in */
    public record NoteSettings(
            String file,
            @Default("ok") String say,
            @Default("0") int failures,
            @Default("1") int countTo) {}

    public record PartSettings(
            String workflow, @Default("{}") Map<String, Object> with) {}

    public record AwaitSettings(String signal) {}
}
