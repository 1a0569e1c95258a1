package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Said.Content;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.settings.SettingsSchema;
import dev.anneal.engine.spec.CachePolicy;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Interpolation;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.Expression.Reference;
import dev.anneal.engine.spec.Expression.Unary;
import dev.anneal.engine.spec.Expression.UnaryOperator;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Placement.Executor;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.RetryPolicy;
import dev.anneal.engine.spec.RetryPolicy.Backoff;
import dev.anneal.engine.spec.RetryPolicy.Growth;
import dev.anneal.engine.spec.RunIf;
import dev.anneal.engine.spec.TaskSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the engine's words and a type's settings are in one task: the content of each, null where it is as if unsaid. */
final class TaskSaid {

    /** What a task says of the engine's words: by word, in the order in which a careful person writes them. */
    private final Map<String, @Nullable Content> engine = new LinkedHashMap<>();

    private final TaskSpec task;

    TaskSaid(TaskSpec task) {
        this.task = task;
        Flow flow = task.flow();
        engine.put("after", flow.after().isEmpty() ? null : new Content.Tasks(List.copyOf(flow.after())));
        engine.put("when", flow.when() == null ? null : new Content.Condition(flow.when()));
        engine.put("runIf", choice(flow.runIf(), flow.always() ? RunIf.ALL_DONE : RunIf.ALL_SUCCEEDED));
        engine.put("forEach", flow.repetition() instanceof Repetition.ForEach each ? value(each.over()) : null);
        engine.put("atOnce", flow.repetition() instanceof Repetition.ForEach each ? positive(each.atOnce()) : null);
        engine.put("repeat", flow.repetition() instanceof Repetition.Repeat repeat ? repeat(repeat) : null);
        engine.put("allowFailure", flow.allowFailure() ? constant(true) : null);
        engine.put("onFailure", choice(flow.onFailure(), Flow.OnFailure.FINISH));
        engine.put("retry", retry(task.attempts().retry()));
        engine.put("timeout", timeout(task.attempts().timeout(), task.attempts().taskTimeout()));
        engine.put("resources", map(task.placement().resources().entrySet(), TaskSaid::resource));
        engine.put("pool", pools(task.placement().pools()));
        engine.put(
                "priority",
                task.placement().priority() == 0
                        ? null
                        : constant(task.placement().priority()));
        engine.put("executor", choice(task.placement().executor(), Executor.LOCAL));
        engine.put("cache", cache(task.cache()));
    }

    /** The words that stand for something, in order. */
    Set<String> words() {
        return engine.keySet();
    }

    /** Null where it is as if the word was not said, and no defaults either. */
    @Nullable
    Content engine(String word) {
        return engine.get(word);
    }

    /** What says outright what holds where nothing is said; null where the language has no way to. */
    static @Nullable Content unsaid(String word, boolean always) {
        return switch (word) {
            case "runIf" -> constant(WordList.word(always ? RunIf.ALL_DONE : RunIf.ALL_SUCCEEDED));
            case "allowFailure" -> constant(false);
            case "onFailure" -> constant(WordList.word(Flow.OnFailure.FINISH));
            case "retry" -> constant(0);
            case "resources" -> new Content.Value(new MapOf(Map.of()));
            case "priority" -> constant(0);
            case "executor" -> constant(WordList.word(Executor.LOCAL));
            default -> null;
        };
    }

    /** The settings of the task's type. @param schema null where the type is unknown */
    List<Said> settings(@Nullable SettingsSchema schema, String path) {
        WordList words = new WordList(path);
        task.settings().forEach((name, value) -> words.put(name, typed(value, type(schema, name), path + "/" + name)));
        return words.words();
    }

    private static @Nullable SettingType type(@Nullable SettingsSchema schema, String name) {
        return schema == null ? null : schema.setting(name).map(Setting::type).orElse(null);
    }

    /** A map is taken apart only where an expression may stand in it. */
    private static Content typed(Expression value, @Nullable SettingType type, String path) {
        if (type instanceof SettingType.Condition) {
            return new Content.Condition(value);
        }
        return value instanceof MapOf map && !map.entries().isEmpty()
                ? entries(map, type, path)
                : new Content.Value(value);
    }

    private static Content entries(MapOf map, @Nullable SettingType type, String path) {
        WordList words = new WordList(path);
        map.entries().forEach((key, entry) -> {
            SettingType inner = type instanceof SettingType.MapOf all
                    ? all.element()
                    : type instanceof SettingType.Nested nested ? type(nested.schema(), key) : null;
            words.put(key, typed(entry, inner, path + "/" + key));
        });
        return new Content.Words(words.words());
    }

    private static Content repeat(Repetition.Repeat repeat) {
        boolean negated = repeat.condition() instanceof Unary unary && unary.operator() == UnaryOperator.NOT;
        Expression until =
                negated ? ((Unary) repeat.condition()).operand() : new Unary(UnaryOperator.NOT, repeat.condition());
        WordList words = new WordList("")
                .condition("until", until)
                .constant("atMost", repeat.atMost())
                .duration("delay", repeat.delay())
                .constant("atBound", repeat.failAtBound() ? "fail" : "finish", "fail");
        return new Content.Words(words.words());
    }

    private static @Nullable Content retry(RetryPolicy retry) {
        if (retry.equals(RetryPolicy.times(retry.retries()))) {
            return retry.retries() == 0 ? null : constant(retry.retries());
        }
        Backoff backoff = retry.backoff();
        Duration unsaidMost =
                backoff.delay().compareTo(Backoff.SECOND.maxDelay()) > 0 ? backoff.delay() : Backoff.SECOND.maxDelay();
        WordList words = new WordList("")
                .constant("retries", retry.retries())
                .choice("backoff", backoff.growth(), Growth.CONSTANT)
                .duration("delay", backoff.delay(), Backoff.SECOND.delay())
                .duration("maxDelay", backoff.maxDelay(), unsaidMost)
                .constant("jitter", share(backoff.jitter()), "0%")
                .texts("retryOn", retry.on())
                .constant("infrastructure", retry.infrastructure(), RetryPolicy.INFRASTRUCTURE);
        return new Content.Words(words.words());
    }

    /** {@code 20%}; a number where that has more decimals than a share may have. */
    private static Object share(double share) {
        BigDecimal percent =
                new BigDecimal(Double.toString(share)).movePointRight(2).stripTrailingZeros();
        return percent.scale() <= 6 ? percent.toPlainString() + "%" : new BigDecimal(Double.toString(share));
    }

    private static @Nullable Content timeout(@Nullable Duration attempt, @Nullable Duration all) {
        WordList words = new WordList("").duration("attempt", attempt).duration("task", all);
        return words.isEmpty() ? null : all == null ? words.words().get(0).content() : new Content.Words(words.words());
    }

    /** An amount that has to be worked out stands in a text, which the readers take off again. */
    private static Content resource(Map.Entry<String, Expression> resource) {
        Expression amount = resource.getValue();
        boolean bare = amount instanceof Literal
                || amount instanceof Reference
                || amount instanceof Interpolation
                || amount instanceof ListOf;
        return value(bare ? amount : new Interpolation(List.of(amount)));
    }

    private static @Nullable Content pools(Map<String, Integer> pools) {
        boolean one = pools.size() == 1 && pools.containsValue(1);
        return one
                ? constant(pools.keySet().iterator().next())
                : map(pools.entrySet(), pool -> constant(pool.getValue()));
    }

    private static @Nullable Content cache(CachePolicy cache) {
        WordList words = new WordList("")
                .duration("ttl", cache.ttl())
                .constant("version", cache.version().isEmpty() ? null : version(cache.version()));
        return !words.isEmpty()
                ? new Content.Words(words.words())
                : cache.mode() == CachePolicy.Mode.BY_TYPE ? null : constant(WordList.word(cache.mode()));
    }

    /** {@code version: 2} reads to the same text. */
    private static Object version(String version) {
        return version.matches("[1-9]\\d{0,8}") ? new BigDecimal(version) : version;
    }

    private static <E> @Nullable Content map(
            Set<Map.Entry<String, E>> entries, Function<Map.Entry<String, E>, Content> content) {
        List<Said> words = new ArrayList<>();
        entries.forEach(entry -> words.add(new Said(entry.getKey(), content.apply(entry), "")));
        return words.isEmpty() ? null : new Content.Words(words);
    }

    private static @Nullable Content choice(Enum<?> value, Enum<?> unsaid) {
        return value == unsaid ? null : constant(WordList.word(value));
    }

    private static @Nullable Content positive(int number) {
        return number == 0 ? null : constant(number);
    }

    private static Content value(Expression value) {
        return new Content.Value(value);
    }

    private static Content constant(Object value) {
        return new Content.Value(new Literal(value));
    }
}
