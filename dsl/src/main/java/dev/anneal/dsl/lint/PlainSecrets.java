package dev.anneal.dsl.lint;

import dev.anneal.engine.problem.Place;
import dev.anneal.engine.problem.Problem;
import dev.anneal.engine.spec.Expression;
import dev.anneal.engine.spec.Expression.ListOf;
import dev.anneal.engine.spec.Expression.Literal;
import dev.anneal.engine.spec.Expression.MapOf;
import dev.anneal.engine.spec.ParameterSpec;
import dev.anneal.engine.spec.Places;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.spec.WorkflowFile;
import dev.anneal.engine.spec.WorkflowSpec;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A secret that stands in the file as plain text: a constant whose name says that it is one, or whose shape does. The
 * text itself is never told.
 */
final class PlainSecrets implements Rule {

    private static final Pattern NAME = Pattern.compile(
            "(?i).*(?:password|passwd|passphrase|secret|credential|api_?key|access_?key|private_?key|auth_?token).*|(?i)(?:.*_)?(?:token|pwd)");

    /** Keys of well-known services, private keys, signed tokens, and passwords in addresses. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{22,}"),
            Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("\\bsk_live_[A-Za-z0-9]{16,}"),
            Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\."),
            Pattern.compile("-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"),
            Pattern.compile("https://hooks\\.slack\\.com/services/[A-Z0-9]+/"),
            Pattern.compile("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@$]{1,100}:[^\\s/:@${]{1,100}@"));

    /** Where expressions stand, and who is told. */
    private record Search(WorkflowFile file, Consumer<Problem> found) {

        void in(String name, Expression value, String path) {
            if (value instanceof Literal literal && literal.value() instanceof String text) {
                if ((NAME.matcher(name).matches() && !text.isBlank()) || shaped(text)) {
                    say(file.places().of(value, path), "'" + name + "'");
                }
            } else if (value instanceof MapOf map) {
                map.entries().forEach((key, entry) -> in(key, entry, path + "/" + key));
            } else if (value instanceof ListOf list) {
                list.items().forEach(item -> in(name, item, path));
            } else {
                value.children().forEach(child -> in("", child, path));
            }
        }

        void say(Place place, String what) {
            found.accept(new Problem(
                    place,
                    "plain-secret",
                    (what.equals("''") ? "this text" : what)
                            + " looks like a secret in plain text, which ends up in archives and histories. Take it from"
                            + " the environment of the process, and change it where it is known by now."));
        }
    }

    @Override
    public void look(WorkflowSpec workflow, WorkflowFile file, Consumer<Problem> found) {
        Search search = new Search(file, found);
        for (ParameterSpec parameter : workflow.parameters()) {
            if (parameter.defaultValue() instanceof String text
                    && ((NAME.matcher(parameter.name()).matches() && !text.isBlank()) || shaped(text))) {
                search.say(
                        file.places().of(Places.parameter(workflow.name(), parameter.name())),
                        "the default of the parameter '" + parameter.name() + "'");
            }
        }
        for (TaskSpec task : workflow.tasks()) {
            task.settings()
                    .forEach((name, value) ->
                            search.in(name, value, Places.setting(workflow.name(), task.name(), name)));
        }
    }

    private static boolean shaped(String text) {
        return SHAPES.stream().anyMatch(shape -> shape.matcher(text).find());
    }
}
