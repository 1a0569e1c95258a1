package dev.anneal.engine.execution;

import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.expression.Evaluator;
import dev.anneal.engine.expression.Scope;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.plan.PlannedTask;
import dev.anneal.engine.run.Run;
import dev.anneal.engine.run.RunCommand;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.spec.Flow;
import dev.anneal.engine.spec.Repetition;
import dev.anneal.engine.spec.TaskSpec;
import dev.anneal.engine.store.Tables;
import dev.anneal.engine.task.TaskCatalog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a forecast: lets the reducer go as far as earlier results lead, with no attempt and no limit. What would be an
 * attempt stays open, and so does all that comes after it. For one look.
 */
final class Foresight {

    private final Home home;
    private final Plan plan;
    private final Run run;
    private final Instant now;
    private final RunMachine machine;
    private final Preparation preparation;
    private final Reuse reuse;
    private final Pools pools;
    private final Map<String, PlannedTask> planned = new HashMap<>();
    private final Map<String, Forecast.Item> known = new HashMap<>();
    private final Deque<RunCommand> commands = new ArrayDeque<>();

    Foresight(Home home, Plan plan, Run run, TaskCatalog catalog, Instant now) {
        this.home = home;
        this.plan = plan;
        this.run = run;
        this.now = now;
        this.machine = new RunMachine(
                run.id(),
                plan.tasks().stream()
                        .map(task -> new RunMachine.Node(allAtOnce(task.spec()), task.predecessors()))
                        .toList());
        this.preparation = new Preparation(run, plan, machine, catalog);
        this.reuse = Reuse.of(run, home);
        this.pools = new Pools(home.store());
        plan.tasks().forEach(task -> planned.put(task.spec().name(), task));
    }

    /** A task whose task runs wait for no turn: each is looked at. */
    private static TaskSpec allAtOnce(TaskSpec spec) {
        Flow flow = spec.flow();
        if (!(flow.repetition() instanceof Repetition.ForEach each) || each.atOnce() == 0) {
            return spec;
        }
        Flow open = new Flow(
                flow.after(),
                flow.when(),
                flow.runIf(),
                flow.allowFailure(),
                flow.onFailure(),
                new Repetition.ForEach(each.over(), 0),
                flow.always());
        return new TaskSpec(
                spec.name(), spec.type(), spec.settings(), open, spec.attempts(), spec.placement(), spec.cache());
    }

    Forecast look() {
        home.store().read(tables -> {
            apply(new RunEvent.RunStarted(now));
            while (!commands.isEmpty()) {
                RunCommand command = commands.remove();
                if (command instanceof RunCommand.Prepare prepare) {
                    prepare(machine.task(prepare.task()), tables);
                } else if (command instanceof RunCommand.Skip skip) {
                    skip(machine.task(skip.task()), skip.reason());
                }
            }
            return Boolean.TRUE;
        });
        Map<String, List<Forecast.Item>> instances = new HashMap<>();
        for (TaskView view : machine.tasks()) {
            TaskView parent = view.parent();
            if (parent != null) {
                instances
                        .computeIfAbsent(parent.name(), name -> new ArrayList<>())
                        .add(item(view));
            }
        }
        return new Forecast(machine.tasks().stream()
                .filter(view -> view.parent() == null)
                .map(view -> {
                    List<Forecast.Item> each = instances.get(view.name());
                    return each == null ? item(view) : item(view).of(each);
                })
                .toList());
    }

    private Forecast.Item item(TaskView view) {
        Forecast.Item found = known.get(view.name());
        if (found != null) {
            return found;
        }
        PlannedTask task = task(view);
        if (!view.instances().isEmpty() || view.state().ended()) {
            String none = view.instances().isEmpty() ? "there is nothing that it would run for" : "";
            return Forecast.Item.of(task, view.name(), Forecast.Verdict.SKIPPED, none, Map.of());
        }
        List<String> open = task.predecessors().stream()
                .map(position -> plan.tasks().get(position).spec().name())
                .filter(name -> !machine.task(name).state().ended())
                .toList();
        return new Forecast.Item(
                view.name(), task.spec().type(), Forecast.Verdict.DEPENDS, null, null, open, "", said(task), List.of());
    }

    /** What is said of what a task takes before it is known what it is for. */
    private static Map<String, Long> said(PlannedTask task) {
        try {
            return Demand.of(task, new Evaluator(Scope.of(Map.of())));
        } catch (EvaluationException notYet) {
            return Map.of();
        }
    }

    private PlannedTask task(TaskView view) {
        PlannedTask task = planned.get(view.spec().name());
        if (task == null) {
            throw new IllegalStateException("the plan has no task " + view.name());
        }
        return task;
    }

    private void apply(RunEvent event) {
        if (machine.accepts(event)) {
            commands.addAll(machine.apply(event));
        }
    }

    private void skip(TaskView view, String reason) {
        known.put(view.name(), Forecast.Item.of(task(view), view.name(), Forecast.Verdict.SKIPPED, reason, Map.of()));
        apply(new RunEvent.TaskSkipped(now, view.name(), reason));
    }

    private void prepare(TaskView view, Tables tables) {
        PlannedTask task = task(view);
        try {
            switch (view.state()) {
                case READY -> decide(task, view, tables);
                case EXPANDED -> repeat(task, view);
                default -> {
                    // it waits for nothing that could be foreseen
                }
            }
        } catch (EvaluationException e) {
            known.put(
                    view.name(),
                    Forecast.Item.of(
                            task, view.name(), Forecast.Verdict.FAILS, String.valueOf(e.getMessage()), Map.of()));
        }
    }

    private void decide(PlannedTask task, TaskView view, Tables tables) {
        Optional<String> obstacle = preparation.obstacle(task, view);
        Repetition repetition = view.parent() == null ? task.spec().flow().repetition() : null;
        if (obstacle.isPresent()) {
            skip(view, obstacle.get());
        } else if (repetition instanceof Repetition.ForEach each) {
            List<Object> items = preparation.items(task, view, each);
            apply(new RunEvent.TaskExpanded(now, view.name(), items));
        } else if (repetition instanceof Repetition.Repeat) {
            apply(new RunEvent.TaskRepeated(now, view.name(), 1, null));
        } else {
            find(task, view, tables);
        }
    }

    private void repeat(PlannedTask task, TaskView view) {
        if (task.spec().flow().repetition() instanceof Repetition.Repeat rule) {
            int times = view.instances().size();
            boolean again = preparation.again(task, view, rule) && times < rule.atMost();
            apply(
                    again
                            ? new RunEvent.TaskRepeated(now, view.name(), times + 1, null)
                            : new RunEvent.TaskConcluded(now, view.name(), null));
        }
    }

    private void find(PlannedTask task, TaskView view, Tables tables) {
        String name = view.name();
        Preparation.Prepared prepared = preparation.describe(task, view, 1, 1);
        Map<String, Long> demand = prepared.demand();
        Optional<RunEvent.TaskReused> result =
                reuse.find(task, view, prepared, Reuse.follows(task, view, plan, machine), now, tables).stream()
                        .filter(reuse::there)
                        .findFirst();
        if (result.isPresent()) {
            String from = result.get().fromRun();
            known.put(name, Forecast.Item.of(task, name, Forecast.Verdict.HIT, from, null, demand));
            apply(result.get());
            return;
        } else if (!run.options().only().isEmpty()
                && !run.options().only().contains(task.spec().name())) {
            skip(view, "it was not asked for");
            return;
        }
        Optional<String> unfit = unfit(demand);
        if (unfit.isPresent()) {
            known.put(name, Forecast.Item.of(task, name, Forecast.Verdict.FAILS, unfit.get(), demand));
            return;
        }
        TaskRun before = Inquiry.newest(run.workflow(), name, tables);
        boolean asked = run.options().again().contains(task.spec().name());
        boolean kept = Reuse.cached(task);
        Miss miss =
                Miss.of(prepared.key(), before, asked, kept, task.spec().cache().ttl(), now);
        Forecast.Verdict verdict = kept ? Forecast.Verdict.MISS : Forecast.Verdict.NOT_CACHED;
        known.put(name, Forecast.Item.of(task, name, verdict, null, miss, demand));
    }

    private Optional<String> unfit(Map<String, Long> demand) {
        for (Map.Entry<String, Long> one : demand.entrySet()) {
            String pool = one.getKey();
            if (!pools.has(pool)) {
                return Optional.of("there is no pool '" + pool + "'");
            } else if (one.getValue() > pools.size(pool)) {
                return Optional.of("it takes more of '" + pool + "' than there is");
            }
        }
        return Optional.empty();
    }
}
