package dev.anneal.engine.plan;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.Place;
import dev.anneal.engine.settings.SettingType;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.Reference;
import java.util.Collection;
import java.util.Optional;

/** What is being checked, a task or an output of a workflow: its name in messages, the places of its parts, its references. */
final class Subject {

    private final String title;
    private final String path;
    private final ReferenceTypes references;
    private final Report report;

    /**
     * @param title such as {@code task 'scores'}
     * @param path of its place, as in {@link dev.anneal.engine.spec.Places}
     */
    Subject(String title, String path, ReferenceTypes references, Report report) {
        this.title = title;
        this.path = path;
        this.references = references;
        this.report = report;
    }

    String title() {
        return title;
    }

    Report report() {
        return report;
    }

    /** The type of what a reference names; one that names nothing is reported. */
    Optional<KnownType> type(Reference reference, Standpoint from, String part) {
        return references.resolve(reference, from, new Complaint() {
            @Override
            public void say(String message) {
                add(reference, part, "unknown-reference", title + " " + message);
            }

            @Override
            public String hint(String found, Collection<String> names) {
                return report.hint(found, names);
            }
        });
    }

    /** The type of an expression's value; names in it that mean nothing, and operands that do not fit, are reported. */
    Optional<KnownType> type(Expression value, Standpoint from, String part) {
        return new ExpressionTypes(
                        reference -> type(reference, from, part),
                        (node, message) -> add(
                                node,
                                part,
                                "wrong-type",
                                "'" + part.replace('/', '.') + "' of " + title + ": " + message + "."))
                .of(value);
    }

    /** The type of an expression's value, whatever is wrong with it. */
    Optional<KnownType> quietly(Expression value, Standpoint from) {
        return references.of(value, from);
    }

    /** Checks what must come out as true or false. */
    void condition(Expression value, Standpoint from, String part) {
        if (value instanceof Literal literal && !(literal.value() instanceof Boolean)) {
            misfit(new SettingType.Condition(from.extra()).describe(), value, part, "a constant");
            return;
        }
        type(value, from, part)
                .filter(found -> !found.type().fits(ValueType.BOOLEAN))
                .ifPresent(found -> misfit("what is true or false", value, part, found));
    }

    /** Reports a value that is not what its place takes. */
    void misfit(String expected, Expression value, String part, String found) {
        add(
                value,
                part,
                "wrong-type",
                "'" + part.replace('/', '.') + "' of " + title + ": expected " + expected + ", found " + found + ".");
    }

    void misfit(String expected, Expression value, String part, KnownType found) {
        String what = found.describe();
        if (value instanceof Reference reference) {
            what = "$" + reference + ", which is " + what;
        } else if (value instanceof Expression.Interpolation) {
            what = "a text";
        } else if (!(value instanceof Expression.ListOf || value instanceof Expression.MapOf)) {
            what = "an expression that gives " + what;
        }
        misfit(expected, value, part, what);
    }

    void add(Expression value, String part, String code, String message) {
        report.add(report.places().of(value, path + "/" + part), code, message);
    }

    /** Reports a problem of a part, or of the whole where {@code part} is empty. */
    void add(String part, String code, String message) {
        report.add(place(part), code, message);
    }

    Place place(String part) {
        return report.places().of(part.isEmpty() ? path : path + "/" + part);
    }
}
