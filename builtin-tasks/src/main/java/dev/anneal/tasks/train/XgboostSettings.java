package dev.anneal.tasks.train;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** XGBoost's own parameters (xgboost.readthedocs.io, "XGBoost Parameters"), checked before anything is trained. */
final class XgboostSettings {

    private static final String ROUNDS = "rounds";

    /** What a parameter may be. */
    private record Range(double least, double most, boolean whole) {
        static Range whole(double least, double most) {
            return new Range(least, most, true);
        }

        static Range share() {
            return new Range(Double.MIN_VALUE, 1, false);
        }

        static Range positive() {
            return new Range(0, Double.MAX_VALUE, false);
        }

        boolean holds(BigDecimal value) {
            double number = value.doubleValue();
            return number >= least
                    && number <= most
                    && (!whole || value.stripTrailingZeros().scale() <= 0);
        }

        String describe() {
            String kind = whole ? "a whole number" : "a number";
            String from = least == Double.MIN_VALUE ? " above 0" : " of at least " + plain(least);
            return kind + from + (most == Double.MAX_VALUE ? "" : " and at most " + plain(most));
        }

        private static String plain(double value) {
            return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
        }
    }

    private final Map<String, Object> all;

    private XgboostSettings(Map<String, Object> all) {
        this.all = all;
    }

    /** @throws AnnealException bad-input for a name that XGBoost does not have, or a value outside its range */
    static XgboostSettings of(Map<String, ?> given) {
        Map<String, Range> ranges = ranges();
        Map<String, String> aliases =
                Map.of("learning_rate", "eta", "min_split_loss", "gamma", "reg_lambda", "lambda", "reg_alpha", "alpha");
        Map<String, Object> all = new TreeMap<>(defaults());
        given.forEach((name, value) -> {
            String canonical = aliases.getOrDefault(name, name);
            if (!ranges.containsKey(canonical)) {
                throw AnnealException.badInput(
                        "no-setting",
                        "train: xgboost has no setting '" + name + "'." + NearestName.hint(name, ranges.keySet()));
            }
            if (!canonical.equals(name) && given.containsKey(canonical)) {
                throw AnnealException.badInput(
                        "setting", "train: '" + name + "' and '" + canonical + "' are one setting: give one of them");
            }
            all.put(canonical, checked(name, ranges.get(canonical), value));
        });
        return new XgboostSettings(all);
    }

    private static Object checked(String name, @Nullable Range range, @Nullable Object value) {
        if (range != null && value instanceof BigDecimal number && range.holds(number)) {
            return number;
        }
        throw AnnealException.badInput(
                "setting",
                "train: xgboost's '" + name + "' must be " + (range == null ? "known" : range.describe()) + ", found "
                        + (value instanceof BigDecimal number ? number.toPlainString() : "'" + value + "'"));
    }

    private static Map<String, Object> defaults() {
        return Map.of(
                ROUNDS, BigDecimal.valueOf(100), "max_depth", BigDecimal.valueOf(6), "eta", new BigDecimal("0.1"));
    }

    private static Map<String, Range> ranges() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put(ROUNDS, Range.whole(1, 100_000));
        ranges.put("max_depth", Range.whole(1, 64));
        ranges.put("eta", Range.share());
        ranges.put("subsample", Range.share());
        ranges.put("colsample_bytree", Range.share());
        ranges.put("colsample_bylevel", Range.share());
        ranges.put("colsample_bynode", Range.share());
        ranges.put("min_child_weight", Range.positive());
        ranges.put("gamma", Range.positive());
        ranges.put("lambda", Range.positive());
        ranges.put("alpha", Range.positive());
        ranges.put("max_delta_step", Range.positive());
        ranges.put("scale_pos_weight", Range.positive());
        ranges.put("max_bin", Range.whole(2, 65_536));
        ranges.put("num_parallel_tree", Range.whole(1, 1_000));
        ranges.put("nthread", Range.whole(1, 1_024));
        return ranges;
    }

    int rounds() {
        return ((BigDecimal) all.getOrDefault(ROUNDS, BigDecimal.ONE)).intValueExact();
    }

    /** Every setting with its value, defaults included. */
    Map<String, Object> all() {
        return new TreeMap<>(all);
    }

    /** As XGBoost takes them, for so many classes. */
    Map<String, Object> parameters(long seed, int classes) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("verbosity", 0);
        // Sums of floats depend on how threads share them: one thread gives the same trees on every machine.
        parameters.put("nthread", 1);
        parameters.put("tree_method", "hist");
        parameters.put("seed", Math.floorMod(seed, Integer.MAX_VALUE));
        all.forEach((name, value) -> {
            if (!name.equals(ROUNDS)) {
                parameters.put(name.toLowerCase(Locale.ROOT), ((BigDecimal) value).toPlainString());
            }
        });
        parameters.put("objective", classes == 2 ? "binary:logistic" : "multi:softprob");
        if (classes > 2) {
            parameters.put("num_class", classes);
        }
        return parameters;
    }
}
