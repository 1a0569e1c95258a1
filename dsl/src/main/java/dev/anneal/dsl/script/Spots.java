package dev.anneal.dsl.script;

import dev.anneal.engine.problem.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;

/** Where the nodes of Groovy's tree stand in the file. */
final class Spots {

    private final Place file;

    Spots(Place file) {
        this.file = file;
    }

    Place place(ASTNode node) {
        return begin(leftmost(node));
    }

    /** Where Groovy itself says that a node begins. */
    Place begin(ASTNode first) {
        return first.getLineNumber() < 1
                ? file
                : new Place(file.file(), first.getLineNumber(), first.getColumnNumber());
    }

    /** A chain such as {@code a.b.c} begins where its first name does; Groovy itself puts it at a dot. */
    private static ASTNode leftmost(ASTNode node) {
        ASTNode first = node;
        while (true) {
            if (first instanceof PropertyExpression property) {
                first = property.getObjectExpression();
            } else if (first instanceof BinaryExpression binary) {
                first = binary.getLeftExpression();
            } else if (first instanceof MethodCallExpression call && !call.isImplicitThis()) {
                first = call.getObjectExpression();
            } else {
                return first.getLineNumber() < 1 ? node : first;
            }
        }
    }

    Spot spot(Expression value) {
        if (value instanceof ListExpression list) {
            return list(place(list), list.getExpressions());
        } else if (value instanceof MapExpression map) {
            return map(place(map), map.getMapEntryExpressions());
        }
        return Spot.at(place(value));
    }

    Spot list(Place place, List<Expression> values) {
        List<Spot> items = new ArrayList<>();
        values.forEach(value -> items.add(spot(value)));
        return new Spot(place, items, Map.of(), Map.of());
    }

    Spot map(Place place, List<MapEntryExpression> values) {
        Map<String, Spot> entries = new HashMap<>();
        Map<String, Place> keys = new HashMap<>();
        for (MapEntryExpression value : values) {
            if (value.getKeyExpression() instanceof ConstantExpression key) {
                entries.put(key.getText(), spot(value.getValueExpression()));
                keys.put(key.getText(), place(key));
            }
        }
        return new Spot(place, List.of(), entries, keys);
    }
}
