package dev.anneal.engine.run;

import static dev.anneal.engine.run.RunInvariants.require;

import dev.anneal.engine.attempt.Allocator;
import dev.anneal.engine.attempt.AttemptLauncher.AttemptId;
import dev.anneal.engine.run.RunEvent.AttemptStarted;
import dev.anneal.engine.spec.Repetition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run's history that a seed decides: a driver as the real one, with a clock, attempts and a disk of its own making.
 * Whatever can happen to a run happens here: ends of every kind at any time, cancels, timeouts, signals, events that come
 * too late or were never possible, and crashes that lose what was not committed.
 */
final class GeneratedHistory {

    /** What may happen after which a run should have ended. */
    private static final int PATIENCE = 20_000;

    /** An attempt that lives outside the run's state. */
    private record Live(String task, int attempt, long token, Map<String, Long> demand) {}

    /** An attempt that waits for what it takes. */
    private record Asked(int attempt, long token) {}

    /** A moment at which something is to be looked at: a task run's {@code due}, or its timeout. */
    private record Timer(Instant at, String task, boolean timeout) {}

    private final SplittableRandom random;
    private final GeneratedWorkflow workflow;
    private final GeneratedEvents chance;
    private final Map<String, Live> alive = new HashMap<>();
    private final List<RunCommand> commands = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final Map<String, Asked> waiting = new HashMap<>();
    private final Map<String, Asked> started = new HashMap<>();
    private final List<String> granted = new ArrayList<>();
    private final boolean crashes;
    private final boolean disorder;
    private Allocator allocator;
    private CheckedRun run;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int committed;
    private long token;
    private int cancels;

    GeneratedHistory(long seed) {
        this.random = new SplittableRandom(seed);
        this.workflow = new GeneratedWorkflow(random.split());
        this.chance = new GeneratedEvents(random.split());
        this.run = new CheckedRun(workflow);
        this.allocator = new Allocator(workflow::size);
        this.crashes = oneIn(2);
        this.disorder = oneIn(4);
        this.cancels = oneIn(3) ? 1 + random.nextInt(3) : 0;
    }

    /** Runs it to its end. @return how many events it has */
    int play() {
        happen(new RunEvent.RunStarted(now));
        commit();
        for (int step = 0; !run.machine().state().ended(); step++) {
            require(step < PATIENCE, "it does not end: there is", run.machine().outstanding(), "to do");
            step(step < PATIENCE / 4);
        }
        require(run.machine().state() == run.expectedEnd(), "it ended otherwise than as", run.expectedEnd());
        require(run.machine().tasks().stream().allMatch(task -> task.state().ended()), "a task run is open at the end");
        require(alive.isEmpty(), "an attempt outlived its run:", alive);
        return run.events();
    }

    private void step(boolean lively) {
        now = now.plusMillis(oneIn(50) ? -random.nextInt(5_000) : random.nextInt(400));
        if (lively && oneIn(12)) {
            surprise();
        } else if (!granted.isEmpty() && oneIn(2)) {
            grant(granted.remove(0));
        } else if (!commands.isEmpty() && random.nextInt(10) < 8) {
            carryOut(commands.remove(disorder ? random.nextInt(commands.size()) : 0));
        } else {
            fromOutside(lively);
        }
        if (oneIn(2)) {
            commit();
        }
    }

    /** Something that is not the driver's doing: an attempt ends, a moment has come, a signal arrives. */
    private void fromOutside(boolean lively) {
        List<TaskView> awaiting = run.machine().tasks().stream()
                .filter(task -> task.state() == TaskState.SUSPENDED && task.signal() != null)
                .toList();
        int choices = alive.size() + timers.size() + awaiting.size();
        boolean idle = commands.isEmpty() && granted.isEmpty();
        require(choices > 0 || !idle, "it hangs: nobody does", run.machine().outstanding());
        int choice = choices == 0 ? 0 : random.nextInt(choices);
        if (choice < alive.size()) {
            end(new ArrayList<>(alive.values()).get(choice), lively);
        } else if (choice < alive.size() + timers.size()) {
            fire(timers.remove(choice - alive.size()));
        } else if (choices > 0) {
            TaskView task = awaiting.get(choice - alive.size() - timers.size());
            happen(new RunEvent.TaskSignalled(now, task.name(), String.valueOf(task.signal()), Map.of("by", "chance")));
        }
    }

    private void surprise() {
        if (crashes && oneIn(4)) {
            crash();
        } else if (cancels > 0 && oneIn(8)) {
            cancels--;
            happen(new RunEvent.CancelRequested(now, "by chance", oneIn(4)));
        } else {
            happen(chance.stale(run.machine(), now));
        }
    }

    /** The process dies: what was not committed never was, and of its attempts only some are alive. */
    private void crash() {
        boolean torn = oneIn(2);
        run = run.after(torn ? committed : run.events());
        commit();
        commands.clear();
        timers.clear();
        waiting.clear();
        started.clear();
        granted.clear();
        alive.values().removeIf(attempt -> oneIn(2));
        allocator = new Allocator(workflow::size);
        for (TaskView task : run.machine().tasks()) {
            if (task.state() == TaskState.RUNNING) {
                allocator.hold(id(task.token()), workflow.demand(task));
            }
        }
        token += 1_000;
        commands.addAll(run.machine().outstanding());
    }

    private void commit() {
        committed = run.events();
    }

    private boolean happen(RunEvent event) {
        long before = run.machine().events();
        commands.addAll(run.apply(event));
        return run.machine().events() > before;
    }

    private void carryOut(RunCommand command) {
        if (command instanceof RunCommand.Prepare prepare) {
            prepare(prepare.task());
        } else if (command instanceof RunCommand.Skip skip) {
            happen(new RunEvent.TaskSkipped(now, skip.task(), skip.reason()));
        } else if (command instanceof RunCommand.End end) {
            happen(new RunEvent.RunEnded(now, end.state(), end.reason()));
        } else if (command instanceof RunCommand.PrepareAt at) {
            timers.add(new Timer(at.due(), at.task(), false));
        } else if (command instanceof RunCommand.TimeOutAt at) {
            timers.add(new Timer(at.due(), at.task(), true));
        } else if (command instanceof RunCommand.Watch watch) {
            watch(watch);
        }
    }

    private void fire(Timer timer) {
        now = now.isBefore(timer.at()) ? timer.at() : now;
        if (timer.timeout()) {
            happen(new RunEvent.TaskTimedOut(now, timer.task(), "too long"));
        } else if (timer.at().equals(run.machine().task(timer.task()).due())) {
            commands.add(new RunCommand.Prepare(timer.task()));
        }
    }

    /** As the real driver decides, but for the reasons: chance has them. */
    private void prepare(String name) {
        TaskView task = run.machine().task(name);
        boolean open = switch (task.state()) {
            case READY, WAITING, SUSPENDED, EXPANDED -> true;
            default -> false;
        };
        if (!open || task.stopping() || waiting.containsKey(name)) {
            return;
        }
        Repetition rule = task.parent() == null ? task.spec().flow().repetition() : null;
        if (task.state() == TaskState.EXPANDED) {
            again(task, rule);
        } else if (oneIn(15)) {
            happen(oneIn(2) ? new RunEvent.TaskSkipped(now, name, "when") : chance.reuse(task, now));
        } else if (task.state() == TaskState.READY && rule instanceof Repetition.ForEach) {
            happen(new RunEvent.TaskExpanded(now, name, chance.items()));
        } else if (task.state() == TaskState.READY && rule instanceof Repetition.Repeat) {
            happen(new RunEvent.TaskRepeated(now, name, 1, null));
        } else {
            ask(task);
        }
    }

    private void again(TaskView task, @Nullable Repetition rule) {
        if (!(rule instanceof Repetition.Repeat repeat)) {
            return;
        }
        boolean holds = !oneIn(3);
        int times = task.instances().size();
        if (holds && times < repeat.atMost()) {
            Duration delay = repeat.delay();
            happen(new RunEvent.TaskRepeated(now, task.name(), times + 1, delay == null ? null : now.plus(delay)));
        } else {
            happen(new RunEvent.TaskConcluded(now, task.name(), holds && repeat.failAtBound() ? "bound" : null));
        }
    }

    private void ask(TaskView task) {
        Asked asked = new Asked(task.attempts() + 1, ++token);
        String name = task.name();
        int priority = task.spec().placement().priority();
        if (allocator.ask(
                new Allocator.Ask(id(asked.token()), priority, workflow.demand(task), () -> granted.add(name)))) {
            start(name, asked);
        } else {
            waiting.put(name, asked);
        }
    }

    private void grant(String name) {
        Asked asked = waiting.remove(name);
        if (asked == null) {
            return;
        }
        TaskView task = run.machine().task(name);
        boolean open = !task.state().ended() && !task.stopping() && task.state() != TaskState.RUNNING;
        if (open) {
            start(name, asked);
        } else {
            allocator.giveBack(id(asked.token()));
        }
    }

    private void start(String name, Asked asked) {
        boolean begun = happen(new AttemptStarted(
                now, name, asked.attempt(), asked.token(), chance.digest(), chance.inputs(), Map.of()));
        require(begun, "an attempt that was prepared cannot begin:", name);
        started.put(name, asked);
    }

    /** Begins what was committed; of what another process began finds out what became of it. */
    private void watch(RunCommand.Watch watch) {
        TaskView task = run.machine().task(watch.task());
        Asked own = started.remove(watch.task());
        if (task.state() != TaskState.RUNNING || task.token() != watch.token()) {
            return;
        }
        commit();
        if (own != null) {
            Live before =
                    alive.put(task.name(), new Live(task.name(), own.attempt(), own.token(), workflow.demand(task)));
            require(before == null, "an attempt runs beside", before, watch);
            withinLimits();
        } else if (!alive.containsKey(task.name())) {
            over(chance.lost(task, now));
        }
    }

    private void withinLimits() {
        Map<String, Long> taken = new HashMap<>();
        alive.values()
                .forEach(attempt -> attempt.demand().forEach((pool, amount) -> taken.merge(pool, amount, Long::sum)));
        taken.forEach((pool, amount) ->
                require(amount <= workflow.size(pool), amount, "is taken of", pool, workflow.size(pool)));
    }

    private void end(Live attempt, boolean lively) {
        alive.remove(attempt.task());
        TaskView task = run.machine().task(attempt.task());
        over(chance.outcome(task, attempt.attempt(), attempt.token(), now, lively));
    }

    private void over(RunEvent.AttemptEvent event) {
        happen(event);
        allocator.giveBack(id(event.token()));
    }

    private static AttemptId id(long token) {
        return new AttemptId(CheckedRun.ID, token);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
