package dev.anneal.dsl.schema;

import static dev.anneal.dsl.schema.Pieces.anyOf;
import static dev.anneal.dsl.schema.Pieces.choice;
import static dev.anneal.dsl.schema.Pieces.described;
import static dev.anneal.dsl.schema.Pieces.listOf;
import static dev.anneal.dsl.schema.Pieces.object;
import static dev.anneal.dsl.schema.Pieces.piece;
import static dev.anneal.dsl.schema.Pieces.ref;
import static dev.anneal.dsl.schema.Pieces.whole;
import static dev.anneal.dsl.schema.Pieces.with;

import dev.anneal.dsl.draft.EngineWords;
import dev.anneal.engine.spec.Flow.OnFailure;
import dev.anneal.engine.spec.Placement.Executor;
import dev.anneal.engine.spec.Resource;
import dev.anneal.engine.spec.RetryPolicy.Growth;
import dev.anneal.engine.spec.RunIf;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The engine's words beside a task's settings. */
final class WordPieces {

    private WordPieces() {}

    /** What a word takes; anything, where the language has learnt a word that is not told here yet. */
    static Map<String, Object> of(String word) {
        return switch (word) {
            case "after" -> after();
            case "when" -> described("Runs the task only where this holds; else it is skipped.", ref("condition"));
            case "runIf" ->
                with(
                        described(
                                "Which ends of the tasks before it let it run; under 'always' all-done by default.",
                                choice(RunIf.class)),
                        "default",
                        RunIf.ALL_SUCCEEDED.word());
            case "forEach" -> forEach();
            case "atOnce" ->
                described(
                        "How many runs of a task with 'forEach' are under way at once.",
                        whole(1, EngineWords.MOST_AT_ONCE));
            case "repeat" -> repeat();
            case "retry" -> retry();
            case "timeout" -> timeout();
            case "resources" -> resources();
            case "pool" -> pool();
            case "priority" ->
                with(
                        described(
                                "Where not all can start, those of the greater priority do.",
                                whole(-EngineWords.HIGHEST_PRIORITY, EngineWords.HIGHEST_PRIORITY)),
                        "default",
                        0);
            case "cache" -> cache();
            case "allowFailure" ->
                with(described("Whether its failure, or its no, stops nothing.", Pieces.flag()), "default", false);
            case "onFailure" ->
                with(
                        described(
                                "What its failure means to the run: finish what does not depend on it, or cancel everything.",
                                choice(OnFailure.class)),
                        "default",
                        "finish");
            case "executor" ->
                with(
                        described(
                                "Where attempts run: worker, in a process of their own, or local.",
                                choice(Executor.class)),
                        "default",
                        "local");
            default -> Pieces.piece();
        };
    }

    private static Map<String, Object> after() {
        Map<String, Object> task =
                Pieces.matching("^\\$?[A-Za-z_][A-Za-z0-9_]*$", "the name of a task, without an output");
        return described("Tasks that must be done first.", anyOf(task, listOf(task)));
    }

    private static Map<String, Object> forEach() {
        Map<String, Object> list = listOf(ref("anything"));
        Map<String, Object> product = with(Pieces.named(anyOf(list, ref("reference"))), "minProperties", 1);
        return with(
                described(
                        "One run of the task for each item of a list, or for every combination of a map of lists.",
                        anyOf(list, product, ref("reference"))),
                "examples",
                List.of(List.of("north", "south"), piece("depth", List.of(3, 6), "eta", List.of(0.1, 0.3))));
    }

    private static Map<String, Object> repeat() {
        Map<String, Object> keys = keys(EngineWords.REPEAT, key -> switch (key) {
            case "until" -> described("What ends it; looked at after each time.", ref("condition"));
            case "atMost" -> described("How often at most.", whole(1, EngineWords.MOST_ITERATIONS));
            case "delay" -> described("The wait in between.", ref("duration"));
            case "atBound" ->
                with(
                        described(
                                "What happens where the condition does not hold after the last time.",
                                choice(List.of("fail", "finish"))),
                        "default",
                        "fail");
            default -> Pieces.piece();
        });
        return described("Runs the task again until a condition holds.", object(keys, List.of("until", "atMost")));
    }

    private static Map<String, Object> retry() {
        Map<String, Object> failure = anyOf(
                choice(EngineWords.RETRY_ON),
                with(
                        Pieces.matching(
                                "^exit +0*([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])$",
                                "a failure, or an exit code such as exit 137"),
                        "examples",
                        List.of("exit 137")));
        Map<String, Object> keys = keys(EngineWords.RETRY, key -> switch (key) {
            case "retries" -> described("How many more attempts follow the first.", retries());
            case "backoff" ->
                with(
                        described("exponential: each delay is twice the one before.", choice(Growth.class)),
                        "default",
                        "constant");
            case "delay" -> with(described("The first delay.", ref("duration")), "default", "1s");
            case "maxDelay" -> with(described("The longest delay.", ref("duration")), "default", "1h");
            case "jitter" -> described("The share by which a delay is longer or shorter at random.", ref("share"));
            case "retryOn" ->
                described(
                        "After which failures; by default all but wrong input.",
                        anyOf(failure, with(listOf(failure), "minItems", 1)));
            case "infrastructure" ->
                with(
                        described("Attempts after those that were lost with their machine or process.", retries()),
                        "default",
                        5);
            default -> Pieces.piece();
        });
        Map<String, Object> map = with(
                object(keys, List.of()),
                "anyOf",
                List.of(piece("required", List.of("retries")), piece("required", List.of("infrastructure"))));
        return described(
                "More attempts after one that failed: how many, or a map that says more.", anyOf(retries(), map));
    }

    private static Map<String, Object> retries() {
        return whole(0, EngineWords.MOST_RETRIES);
    }

    private static Map<String, Object> timeout() {
        Map<String, Object> keys = keys(EngineWords.TIMEOUT, key -> switch (key) {
            case "attempt" -> described("How long each attempt may take.", ref("duration"));
            case "task" -> described("How long all attempts and the waits between them may.", ref("duration"));
            default -> Pieces.piece();
        });
        return described(
                "How long each attempt may take, or a map that bounds the whole task, too.",
                anyOf(ref("duration"), with(object(keys, List.of()), "minProperties", 1)));
    }

    private static Map<String, Object> resources() {
        Map<String, Object> keys = keys(Resource.words(), key -> switch (Resource.valueOf(
                key.toUpperCase(Locale.ROOT))) {
            case CPU ->
                described(
                        "Processors, such as 2 or 0.5.",
                        anyOf(
                                piece("type", "number", "exclusiveMinimum", 0),
                                ref("numberWithUnderscores"),
                                ref("elsewhere")));
            case MEMORY -> described("Such as 512MB or 2GB.", anyOf(ref("size"), ref("elsewhere")));
            case GPU ->
                described("Graphics processors.", anyOf(piece("type", "integer", "minimum", 0), ref("elsewhere")));
        });
        return described(
                "What an attempt takes of the machine; more than there is in all is an error.",
                object(keys, List.of()));
    }

    private static Map<String, Object> pool() {
        Map<String, Object> name = piece("allOf", List.of(ref("name"), piece("not", piece("enum", Resource.words()))));
        Map<String, Object> amounts =
                with(Pieces.mapOf(whole(1, EngineWords.MOST_OF_A_POOL)), "propertyNames", name, "minProperties", 1);
        return described("A pool of which an attempt takes one, or a map with how much of each.", anyOf(name, amounts));
    }

    private static Map<String, Object> cache() {
        Map<String, Object> keys = keys(EngineWords.CACHE, key -> switch (key) {
            case "ttl" -> described("How old a result may be that is reused.", ref("duration"));
            case "version" ->
                described(
                        "Older results are void when this changes.",
                        piece("type", List.of("string", "number"), "minLength", 1));
            default -> Pieces.piece();
        });
        return described(
                "Whether results are reused: on, off, or a map with how old they may be.",
                anyOf(choice(List.of("on", "off")), with(object(keys, List.of()), "minProperties", 1)));
    }

    static Map<String, Object> keys(List<String> words, Function<String, Map<String, Object>> piece) {
        Map<String, Object> keys = Pieces.piece();
        words.forEach(word -> keys.put(word, piece.apply(word)));
        return keys;
    }
}
