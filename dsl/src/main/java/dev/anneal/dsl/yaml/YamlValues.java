package dev.anneal.dsl.yaml;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.dsl.expression.ExpressionParser;
import dev.anneal.dsl.expression.MalformedExpression;
import dev.anneal.dsl.expression.TextValue;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.settings.Setting;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Turns the nodes of a file into located values. Aliases are followed, within bounds. */
final class YamlValues {

    private static final int MOST_NODES = 200_000;
    private static final int DEEPEST = 60;

    /** One entry of a map. */
    record Entry(String key, Place place, Node node) {}

    private final Draft draft;
    private final YamlSource source;
    private final Deque<Node> open = new ArrayDeque<>();
    private int visited;

    YamlValues(Draft draft, YamlSource source) {
        this.draft = draft;
        this.source = source;
    }

    /** The entries of a map in order, without those whose key is no text or was there before: these are reported. */
    List<Entry> entries(MappingNode map) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        tagged(map);
        for (NodeTuple tuple : map.getValue()) {
            Place place = source.place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                draft.problem(
                        place,
                        "yaml-syntax",
                        "a key must be a text, found " + kind(tuple.getKeyNode())
                                + "; a value that begins with '{' or '[' stands in quotes");
                continue;
            }
            String key = scalar.getValue();
            Place before = seen.putIfAbsent(key, place);
            if (before != null) {
                draft.problem(
                        place,
                        "duplicate-key",
                        "the key '" + key + "' is twice in one map, the first time in line " + before.line()
                                + "; keep one of them");
            } else if (key.equals("<<") && scalar.isPlain()) {
                draft.problem(place, "yaml-syntax", "'<<' does not merge maps here; write the entries out");
            } else if (!tagged(scalar)) {
                entries.add(new Entry(key, place, tuple.getValueNode()));
            }
        }
        return entries;
    }

    /** The value of a setting; {@code word} names it in messages. */
    Expression value(Node node, @Nullable SettingType type, String word) {
        return type instanceof SettingType.Condition ? condition(node, word) : value(node, type);
    }

    Expression value(Node node, @Nullable SettingType type) {
        Place place = source.place(node.getStartMark());
        if (!enter(node, place)) {
            return draft.at(new Literal(null), place);
        }
        try {
            if (tagged(node)) {
                return draft.at(new Literal(null), place);
            } else if (node instanceof ScalarNode scalar) {
                return scalar(scalar, place);
            } else if (node instanceof SequenceNode sequence) {
                SettingType element = type instanceof SettingType.ListOf list ? list.element() : null;
                List<Expression> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(value(item, element, "the item"));
                }
                return draft.at(new ListOf(items), place);
            }
            return map((MappingNode) node, type, place);
        } finally {
            open.pop();
        }
    }

    private MapOf map(MappingNode node, @Nullable SettingType type, Place place) {
        Map<String, Expression> values = new LinkedHashMap<>();
        Map<String, Place> keys = new HashMap<>();
        for (Entry entry : entries(node)) {
            SettingType inner = null;
            if (type instanceof SettingType.MapOf map) {
                inner = map.element();
            } else if (type instanceof SettingType.Nested nested) {
                inner = nested.schema().setting(entry.key()).map(Setting::type).orElse(null);
            }
            values.put(entry.key(), value(entry.node(), inner, entry.key()));
            keys.put(entry.key(), entry.place());
        }
        return draft.at(new MapOf(values), place, keys);
    }

    /** Pushes a node; false, with a problem, where aliases make a loop or far more than was written. */
    private boolean enter(Node node, Place place) {
        boolean loops = open.contains(node);
        if (loops || open.size() >= DEEPEST || ++visited > MOST_NODES) {
            String limit = "the file is too large: at most " + DEEPEST + " levels inside one another and " + MOST_NODES
                    + " values, those that aliases repeat included";
            draft.problem(place, "yaml-syntax", loops ? "an alias may not stand inside of what it repeats" : limit);
            return false;
        }
        open.push(node);
        return true;
    }

    private Expression scalar(ScalarNode scalar, Place place) {
        Object resolved = scalar.isPlain() ? CoreSchema.resolve(scalar.getValue()) : scalar.getValue();
        if (resolved instanceof CoreSchema.Unusable unusable) {
            draft.problem(place, "bad-number", unusable.reason() + "; to mean a text, quote it");
        } else if (!(resolved instanceof String text)) {
            return draft.at(new Literal(resolved), place);
        } else if (text.indexOf('$') < 0) {
            return draft.at(new Literal(text), place);
        } else {
            try {
                return TextValue.parse(text, offset -> source.place(scalar, offset), draft.places());
            } catch (MalformedExpression malformed) {
                draft.problem(malformed.problem());
            }
        }
        return draft.at(new Literal(null), place);
    }

    private Expression condition(Node node, String word) {
        Place place = source.place(node.getStartMark());
        if (!tagged(node)) {
            if (!(node instanceof ScalarNode scalar) || nothing(node)) {
                draft.problem(
                        place,
                        "wrong-type",
                        "'" + word + "' takes an expression such as params.floor < 0.9, found " + found(node)
                                + (nothing(node)
                                        ? ""
                                        : "; an expression that begins with '{' or '[' stands in quotes"));
            } else {
                try {
                    return ExpressionParser.parse(
                            scalar.getValue(), offset -> source.place(scalar, offset), draft.places());
                } catch (MalformedExpression malformed) {
                    Problem problem = malformed.problem();
                    String cut = source.endsAtComma(scalar) && problem.message().contains("not closed")
                            ? "; between '{' and '}' an unquoted value ends at ',': put the whole expression in quotes"
                            : "";
                    draft.problem(problem.place(), problem.code(), problem.message() + cut);
                }
            }
        }
        return draft.at(new Literal(null), place);
    }

    private boolean tagged(Node node) {
        if (node.getTag().equals(YamlComposer.UNTAGGED)) {
            return false;
        }
        draft.problem(new YamlTraps(source).tag(node));
        return true;
    }

    /** The scalar's text; null where it is a number, a truth value or nothing. */
    @Nullable
    Object text(ScalarNode scalar) {
        Object resolved = scalar.isPlain() ? CoreSchema.resolve(scalar.getValue()) : scalar.getValue();
        return resolved instanceof String ? resolved : null;
    }

    String found(Node node) {
        if (nothing(node)) {
            return "nothing";
        }
        if (!(node instanceof ScalarNode scalar)) {
            return kind(node);
        }
        String value = scalar.getValue();
        return "'" + (value.length() > 60 ? value.substring(0, 60) + "..." : value) + "'";
    }

    static boolean nothing(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getTag().equals(YamlComposer.UNTAGGED)
                && CoreSchema.resolve(scalar.getValue()) == null;
    }

    static String kind(Node node) {
        return node instanceof MappingNode ? "a map" : node instanceof SequenceNode ? "a list" : "a single value";
    }
}
