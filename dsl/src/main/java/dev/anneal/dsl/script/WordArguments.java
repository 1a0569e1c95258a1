package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NamedArgumentListExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Parts the arguments of a word into named and positional ones. */
final class WordArguments {

    /** Arguments as they were written. */
    record Split(List<MapEntryExpression> named, List<Expression> positional, Spot namedSpot, Spot positionalSpot) {}

    private final Spots spots;

    WordArguments(Spots spots) {
        this.spots = spots;
    }

    Split split(MethodCallExpression call, SourceUnit unit) {
        List<Expression> all = call.getArguments() instanceof TupleExpression tuple
                ? tuple.getExpressions()
                : List.of(call.getArguments());
        List<MapEntryExpression> named = new ArrayList<>();
        List<Expression> positional = new ArrayList<>();
        for (Expression argument : all) {
            boolean first = argument == all.get(0);
            if (argument instanceof MapExpression map && first && !literal(map, all, unit)) {
                named.addAll(map.getMapEntryExpressions());
            } else {
                positional.add(argument);
            }
        }
        Place word = spots.place(call.getMethod());
        Place namedPlace = named.isEmpty() ? word : spots.place(named.get(0).getKeyExpression());
        Place positionalPlace = positional.isEmpty() ? word : spots.place(positional.get(0));
        return new Split(named, positional, spots.map(namedPlace, named), spots.list(positionalPlace, positional));
    }

    /**
     * Whether a map is written {@code [k: v]}. Beside positional arguments, Groovy gives named ones as a plain map too,
     * which begins where the arguments do.
     */
    private static boolean literal(MapExpression map, List<Expression> all, SourceUnit unit) {
        if (map instanceof NamedArgumentListExpression) {
            return false;
        }
        boolean sharesBegin = all.stream()
                .anyMatch(other -> other != map
                        && other.getLineNumber() == map.getLineNumber()
                        && other.getColumnNumber() == map.getColumnNumber());
        String line = map.getLineNumber() < 1 ? null : unit.getSample(map.getLineNumber(), 0, null);
        int column = map.getColumnNumber() - 1;
        return !sharesBegin && line != null && column >= 0 && column < line.length() && line.charAt(column) == '[';
    }
}
