package dev.anneal.runner.app.reading;

import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.WorkflowSpec;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Numbers every expression node of some specs, in an order that does not depend on that of maps, which JSON loses. */
final class SpecNodes {

    /** Told of each node. */
    interface Visitor {
        void node(int number, Expression node);
    }

    private final Visitor visitor;
    private int next;

    private SpecNodes(Visitor visitor) {
        this.visitor = visitor;
    }

    static void visit(List<WorkflowSpec> workflows, Visitor visitor) {
        new SpecNodes(visitor).visit(workflows);
    }

    /** Whatever a spec is made of; what it may be made of later as well. */
    private void visit(@Nullable Object value) {
        if (value instanceof Expression node) {
            visitor.node(next++, node);
            if (node instanceof Expression.MapOf map) {
                visit(map.entries());
            } else {
                node.children().forEach(this::visit);
            }
        } else if (value instanceof Map<?, ?> map) {
            new TreeMap<>(map).values().forEach(this::visit);
        } else if (value instanceof Collection<?> items) {
            items.forEach(this::visit);
        } else if (value instanceof Record data) {
            for (RecordComponent component : data.getClass().getRecordComponents()) {
                visit(component(data, component));
            }
        }
    }

    private static @Nullable Object component(Record data, RecordComponent component) {
        try {
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component + " of a spec", e);
        }
    }
}
