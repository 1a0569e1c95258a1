package dev.anneal.runner.cli;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.spec.Durations;
import dev.anneal.runner.app.control.Approvals;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What waits for approval, for people and for programs. */
final class ApprovalText {

    private static final int DIGEST = 12;

    private ApprovalText() {}

    static void print(Approvals.Item item, Instant now, Terminal terminal) {
        PrintWriter out = terminal.out();
        out.println(terminal.bold(item.task()) + " in " + item.run().id() + " of "
                + item.run().workflow() + "  " + subject(item));
        if (!item.note().isEmpty()) {
            Texts.wrap(item.note(), Math.max(40, terminal.width() - 11)).forEach(line -> field("note", line, out));
        }
        if (!item.metrics().isEmpty()) {
            field(
                    "metrics",
                    item.metrics().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + Texts.value(entry.getValue()))
                            .collect(Collectors.joining(", ")),
                    out);
        }
        field("digest", brief(item.digest()), out);
        field("asked", item.asked().truncatedTo(ChronoUnit.SECONDS) + " (" + Texts.ago(item.asked(), now) + ")", out);
        Instant expires = item.expires();
        if (expires != null) {
            field("expires", expires.truncatedTo(ChronoUnit.SECONDS) + " (" + until(expires, now) + ")", out);
        }
        Approvals.Decision decision = item.decision();
        if (decision != null) {
            field(
                    "decided",
                    (decision.approved() ? "approved" : "rejected") + " by " + decision.by()
                            + (decision.why().isEmpty() ? "" : ": " + decision.why())
                            + "; it counts when somebody drives the run",
                    out);
        } else {
            out.println(terminal.dim("  anneal approvals approve " + item.run().id() + " " + item.task() + " --digest "
                    + brief(item.digest()) + " --why TEXT"));
        }
    }

    private static void field(String name, String text, PrintWriter out) {
        out.println("  " + name + " ".repeat(Math.max(1, 9 - name.length())) + text);
    }

    private static String until(Instant expires, Instant now) {
        return expires.isAfter(now)
                ? "in " + Durations.forPeople(Duration.between(now, expires)) + "; then it is a no"
                : "over: it is a no";
    }

    /** What is to be approved, on a line. */
    static String subject(Approvals.Item item) {
        return value(item.of());
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Artifact artifact) {
            return artifact.name() + " (" + Texts.bytes(artifact.size()) + ", sha256 "
                    + artifact.digest().brief() + ")";
        } else if (value instanceof Map<?, ?> || value instanceof java.util.List<?>) {
            return Texts.brief(Json.write(value), 120);
        }
        return value == null ? "" : Texts.value(value);
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(DIGEST, digest.length()));
    }

    static Map<String, Object> view(Approvals.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("run", item.run().id());
        view.put("workflow", item.run().workflow());
        view.put("task", item.task());
        Views.put(view, "of", item.of());
        view.put("digest", item.digest());
        view.put("metrics", item.metrics());
        Views.put(view, "note", item.note().isEmpty() ? null : item.note());
        view.put("asked", item.asked());
        Views.put(view, "expires", item.expires());
        Approvals.Decision decision = item.decision();
        if (decision != null) {
            Map<String, Object> decided = new LinkedHashMap<>();
            decided.put("decision", decision.approved() ? "approved" : "rejected");
            decided.put("by", decision.by());
            decided.put("why", decision.why());
            view.put("decided", decided);
        }
        return view;
    }
}
