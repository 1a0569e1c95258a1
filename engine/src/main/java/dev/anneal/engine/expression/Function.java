package dev.anneal.engine.expression;

import dev.anneal.engine.spec.Expression.Call;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the expression language.
 *
 * @param names of its arguments, for people
 * @param takes kinds of its arguments; the last one's also of all that follow where there is no end to them
 * @param least how many arguments it needs
 * @param most how many it takes
 * @param does a sentence for people
 */
public record Function(
        String name, List<String> names, List<Kind> takes, int least, int most, Kind gives, String does, Body body) {

    /** What a function makes of arguments that are there and of its kinds. */
    interface Body {
        @Nullable
        Object of(Arguments arguments);
    }

    /** The arguments of one call. */
    record Arguments(Call call, List<@Nullable Object> values) {

        BigDecimal number(int position) {
            return (BigDecimal) value(position);
        }

        String text(int position) {
            return (String) value(position);
        }

        List<?> list(int position) {
            return (List<?>) value(position);
        }

        Object value(int position) {
            Object value = values.get(position);
            if (value == null) {
                throw wrong("found nothing");
            }
            return value;
        }

        EvaluationException wrong(String what) {
            return new EvaluationException(call, "'" + ExpressionText.of(call) + "': " + what);
        }
    }

    /** What its argument at a position is to be. */
    public Kind takes(int position) {
        return takes.get(Math.min(position, takes.size() - 1));
    }

    public boolean takesSoMany(int count) {
        return count >= least && count <= most;
    }

    /** For messages: {@code one argument}, {@code 1 to 2 arguments}. */
    public String count() {
        if (least == most) {
            return least == 1 ? "one argument" : least + " arguments";
        }
        return most == Integer.MAX_VALUE
                ? "at least " + (least == 1 ? "one argument" : least + " arguments")
                : least + " to " + most + " arguments";
    }

    /** As it is written: {@code round(number, digits?)}. */
    public String signature() {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(names.get(i)).append(i >= least ? "?" : "");
        }
        return text.append(most == Integer.MAX_VALUE ? ", ...)" : ")").toString();
    }
}
