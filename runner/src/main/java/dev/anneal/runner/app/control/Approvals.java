package dev.anneal.runner.app.control;

import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.problem.NearestName;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.store.MailTable;
import dev.anneal.engine.store.Store.Durability;
import dev.anneal.engine.store.Tables;
import dev.anneal.runner.app.Anneal;
import dev.anneal.tasks.flow.ApprovalTask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Task runs that wait for a person's decision, and the decisions. */
public final class Approvals {

    /**
     * Something to be approved.
     *
     * @param task name of the task run that waits
     * @param of what is to be approved, a plain value; null where there is none
     * @param digest of that and its metrics: what a decision is bound to
     * @param metrics numbers by name
     * @param note what a person should know; else empty
     * @param asked since when it waits
     * @param expires when it is a no; null for never
     * @param decision what was decided already and waits until somebody drives the run; null for nothing
     */
    public record Item(
            Run run,
            String task,
            @Nullable Object of,
            String digest,
            Map<String, Object> metrics,
            String note,
            Instant asked,
            @Nullable Instant expires,
            @Nullable Decision decision) {

        /** The same, decided. */
        public Item with(Decision made) {
            return new Item(run, task, of, digest, metrics, note, asked, expires, made);
        }
    }

    /** @param by who decided */
    public record Decision(boolean approved, String by, String why) {
        String word() {
            return approved ? "approved" : "rejected";
        }
    }

    private final Anneal anneal;

    public Approvals(Anneal anneal) {
        this.anneal = anneal;
    }

    /** All that waits on the home, the oldest run first. */
    public List<Item> list() {
        return anneal.store().read(tables -> {
            List<Item> items = new ArrayList<>();
            tables.runs().live().forEach(run -> items.addAll(of(run, tables)));
            return items;
        });
    }

    /**
     * What waits in a run or one of its parts.
     *
     * @param task null where there is only one
     * @throws AnnealException not-found where nothing waits; bad input where it is not clear which is meant
     */
    public Item find(Run run, @Nullable String task) {
        List<Item> waiting = anneal.store().read(tables -> withParts(run, tables));
        List<Item> meant = waiting.stream()
                .filter(item -> task == null || item.task().equals(task))
                .toList();
        List<String> names = waiting.stream().map(Item::task).toList();
        if (meant.isEmpty()) {
            decidedBefore(run, task);
            throw AnnealException.notFound(
                    "approval",
                    waiting.isEmpty()
                            ? "nothing in run " + run.id() + " waits for approval: it "
                                    + run.state().clause() + ". `anneal approvals list` tells what does."
                            : "task '" + task + "' of run " + run.id() + " does not wait for approval."
                                    + NearestName.hint(String.valueOf(task), names));
        } else if (meant.size() > 1) {
            throw AnnealException.badInput(
                    "ambiguous-approval",
                    "more than one task of run " + run.id() + " waits for approval: "
                            + String.join(
                                    ", ",
                                    meant.stream()
                                            .map(item -> item.run().id() + " " + item.task())
                                            .toList())
                            + ". Say which.");
        }
        return meant.get(0);
    }

    /** @throws AnnealException bad input where a decision on what is asked for has counted already */
    private void decidedBefore(Run run, @Nullable String task) {
        List<RunEvent> journal = anneal.store().read(tables -> tables.runs().journal(run.id()));
        for (RunEvent event : journal) {
            if (event instanceof RunEvent.TaskSignalled signalled
                    && signalled.signal().equals(ApprovalTask.SIGNAL)
                    && (task == null || task.equals(signalled.task()))) {
                throw alreadyDecided(run, signalled.task(), decision(signalled.data()));
            }
        }
    }

    private static AnnealException alreadyDecided(Run run, String task, Decision before) {
        return AnnealException.badInput(
                "decided",
                "task '" + task + "' of run " + run.id() + " was " + before.word() + " by " + before.by() + " already"
                        + (before.why().isEmpty() ? "." : ": " + before.why()));
    }

    /**
     * Makes sure that what waits is still what a person looked at.
     *
     * @param seen the beginning of the digest that they saw
     * @throws AnnealException bad input where it is another one by now
     */
    public void checkSame(Item item, String seen) {
        if (seen.isBlank() || !item.digest().startsWith(seen.strip().toLowerCase(Locale.ROOT))) {
            throw AnnealException.badInput(
                    "changed",
                    "what waits in task '" + item.task() + "' of run "
                            + item.run().id() + " has the digest "
                            + item.digest()
                                    .substring(0, Math.min(12, item.digest().length())) + ", not '" + seen
                            + "': it, or its metrics, are not what you looked at. `anneal approvals list` shows it.");
        }
    }

    /**
     * Leaves a decision for whoever drives the run, bound to what the item shows, and tells them.
     *
     * @return who drives the run, for a person; empty where nobody does
     * @throws AnnealException bad input where it was decided already, or too late
     */
    public Optional<String> decide(Item item, Decision decision) {
        Instant now = anneal.clock().instant();
        Instant expires = item.expires();
        Decision before = item.decision();
        if (before != null) {
            throw alreadyDecided(item.run(), item.task(), before);
        } else if (expires != null && !now.isBefore(expires)) {
            throw AnnealException.badInput(
                    "expired",
                    "nobody decided of task '" + item.task() + "' of run "
                            + item.run().id() + " by " + expires.truncatedTo(ChronoUnit.SECONDS) + ": that is a no.");
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("task", item.task());
        data.put("signal", ApprovalTask.SIGNAL);
        data.put("decision", decision.word());
        data.put("by", decision.by());
        data.put("why", decision.why());
        data.put("digest", item.digest());
        var message = new MailTable.Message(MailTable.SIGNAL, data, now);
        anneal.store()
                .change(
                        Durability.MACHINE,
                        tables -> tables.mail().send(item.run().id(), message));
        anneal.home().neighbours().nudge();
        return new Drivers(anneal).of(item.run());
    }

    private static List<Item> withParts(Run run, Tables tables) {
        List<Item> items = new ArrayList<>(of(run, tables));
        tables.runs().parts(run.id()).forEach(part -> items.addAll(withParts(part, tables)));
        return items;
    }

    private static List<Item> of(Run run, Tables tables) {
        List<String> suspended = tables.runs().taskRuns(run.id()).stream()
                .filter(row -> row.state() == TaskState.SUSPENDED)
                .map(TaskRun::task)
                .toList();
        if (run.state().ended() || suspended.isEmpty()) {
            return List.of();
        }
        Map<String, RunEvent.AttemptSuspended> waits = new LinkedHashMap<>();
        for (RunEvent event : tables.runs().journal(run.id())) {
            if (event instanceof RunEvent.AttemptSuspended wait && ApprovalTask.SIGNAL.equals(wait.signal())) {
                waits.put(wait.task(), wait);
            } else if (event instanceof RunEvent.TaskSignalled signalled) {
                waits.remove(signalled.task());
            }
        }
        Map<String, Decision> decisions = decisions(run, tables);
        return waits.values().stream()
                .filter(wait -> suspended.contains(wait.task()))
                .map(wait -> item(run, wait, decisions.get(wait.task())))
                .toList();
    }

    private static Map<String, Decision> decisions(Run run, Tables tables) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (MailTable.Message message : tables.mail().of(run.id())) {
            Map<String, Object> data = message.data();
            if (message.kind().equals(MailTable.SIGNAL) && ApprovalTask.SIGNAL.equals(data.get("signal"))) {
                decisions.put(String.valueOf(data.get("task")), decision(data));
            }
        }
        return decisions;
    }

    private static Decision decision(Map<String, Object> data) {
        return new Decision("approved".equals(data.get("decision")), text(data.get("by")), text(data.get("why")));
    }

    private static Item item(Run run, RunEvent.AttemptSuspended wait, @Nullable Decision decision) {
        Map<String, Object> state = wait.state();
        Map<String, Object> metrics = new LinkedHashMap<>();
        if (state.get("metrics") instanceof Map<?, ?> known) {
            known.forEach((name, value) -> {
                if (value != null) {
                    metrics.put(String.valueOf(name), value);
                }
            });
        }
        Instant asked = state.get("asked") instanceof String moment ? Instant.parse(moment) : wait.at();
        return new Item(
                run,
                wait.task(),
                state.get("of"),
                text(state.get("digest")),
                metrics,
                text(state.get("note")),
                asked,
                wait.until(),
                decision);
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
