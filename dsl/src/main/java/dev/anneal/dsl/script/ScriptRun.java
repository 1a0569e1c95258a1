package dev.anneal.dsl.script;

import dev.anneal.dsl.draft.Draft;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Reference;
import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a script: which block its words belong to, and what its names and conditions become. */
final class ScriptRun {

    private final Draft draft;
    private final Sites sites;
    private final Deque<Block> blocks = new ArrayDeque<>();

    ScriptRun(Draft draft, Sites sites) {
        this.draft = draft;
        this.sites = sites;
        blocks.push(new FileBlock(draft, this));
    }

    @Nullable
    Object word(int site, String word, Map<?, ?> named, List<?> positional) {
        return blocks.element().word(new WordCall(word, sites.site(site), named, positional));
    }

    Handle name(int site, String name) {
        return handle(name, sites.site(site).place());
    }

    Handle handle(String name, Place place) {
        return new Handle(draft, Reference.of(name), place);
    }

    /** The left side of an operator whose right side is a handle. */
    Handle value(int site, @Nullable Object value) {
        Place place = sites.site(site).place();
        return value instanceof Handle handle
                ? handle
                : new Handle(draft, new ScriptValues(draft).expression(value, Spot.at(place)), place);
    }

    Handle captured(int condition, List<?> variables) {
        Expression template = sites.condition(condition);
        Place place = draft.places().of(template, "");
        List<Expression> values = new ArrayList<>();
        for (Object variable : variables) {
            values.add(new ScriptValues(draft).expression(variable, Spot.at(place)));
        }
        return new Handle(draft, new Splices(draft, values).fill(template), place);
    }

    /** Runs what stands in braces, its words said to {@code block}. */
    void inside(Block block, Closure<?> braces) {
        blocks.push(block);
        try {
            braces.call();
        } finally {
            blocks.pop();
        }
    }
}
