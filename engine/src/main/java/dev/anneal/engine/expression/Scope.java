package dev.anneal.engine.expression;

import dev.anneal.engine.spec.Expression.Reference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names mean while an expression is evaluated. */
@FunctionalInterface
public interface Scope {

    /**
     * The plain value that a reference names, or a {@link Missing}.
     *
     * @throws EvaluationException if the name means nothing here
     */
    @Nullable
    Object lookUp(Reference reference);

    /** Names from nested maps: {@code a.b} is the entry {@code b} of the map {@code a}. */
    static Scope of(Map<String, ?> names) {
        return reference -> {
            Object value = names;
            StringBuilder walked = new StringBuilder();
            for (String step : reference.path()) {
                if (value instanceof Missing) {
                    return value;
                }
                if (!(value instanceof Map<?, ?> map)) {
                    throw new EvaluationException(reference, "'" + walked + "' is no map, so it has no '" + step + "'");
                }
                if (!map.containsKey(step)) {
                    throw EvaluationException.unknown(reference, step, map.keySet());
                }
                value = map.get(step);
                walked.append(walked.isEmpty() ? "" : ".").append(step);
            }
            return value;
        };
    }

    /** This scope, with {@code names} in front of it: their roots hide its own. */
    default Scope with(Map<String, ?> names) {
        Scope front = of(names);
        return reference -> names.containsKey(reference.root()) ? front.lookUp(reference) : lookUp(reference);
    }
}
