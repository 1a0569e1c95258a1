package dev.anneal.dsl.script;

import dev.anneal.engine.spec.Expression;
import java.util.ArrayList;
import java.util.List;

/** What compilation keeps for the run of the script, by number. */
final class Sites {

    private final List<Site> sites = new ArrayList<>();
    private final List<Expression> conditions = new ArrayList<>();

    int add(Site site) {
        sites.add(site);
        return sites.size() - 1;
    }

    Site site(int number) {
        return sites.get(number);
    }

    /** Keeps a captured condition, in which {@link Splices} stand for the script's variables. */
    int add(Expression condition) {
        conditions.add(condition);
        return conditions.size() - 1;
    }

    Expression condition(int number) {
        return conditions.get(number);
    }
}
