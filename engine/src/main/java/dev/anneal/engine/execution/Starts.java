package dev.anneal.engine.execution;

import dev.anneal.engine.attempt.AttemptDescriptor;
import dev.anneal.engine.attempt.AttemptLauncher.TimeLimit;
import dev.anneal.engine.attempt.AttemptListener;
import dev.anneal.engine.expression.EvaluationException;
import dev.anneal.engine.run.RunCommand;
import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.task.Failure;
import dev.anneal.engine.task.FailureKind;
import dev.anneal.engine.task.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Begins what has just been journaled as started, and finds again what was started before a restart. */
final class Starts {

    private final RunDriver.Tools tools;
    private final Decisions decisions;
    private final RunMachine machine;
    private final Consumer<Signal> tell;

    Starts(RunDriver.Tools tools, Decisions decisions, RunMachine machine, Consumer<Signal> tell) {
        this.tools = tools;
        this.decisions = decisions;
        this.machine = machine;
        this.tell = tell;
    }

    /** What is to be done after the commit; empty where the attempt is over. */
    Optional<Runnable> watch(RunCommand.Watch watch, RunTransaction transaction) {
        TaskView view = machine.task(watch.task());
        Optional<Decisions.Started> own = decisions.takeStarted(watch.task(), watch.token());
        if (view.state() != TaskState.RUNNING || view.token() != watch.token()) {
            return Optional.empty();
        }
        try {
            Decisions.Started attempt = own.orElseGet(() -> decisions.recover(view, transaction));
            AttemptDescriptor descriptor = attempt.descriptor(
                    view.spec().placement().executor(), tools.pools().size(Demand.GPU) > 0);
            TimeLimit limit = limit(view, own.isPresent());
            return Optional.of(() -> tools.launcher().start(descriptor, own.isEmpty(), limit, listener(descriptor)));
        } catch (EvaluationException e) {
            Failure failure = new Failure(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()));
            Instant now = tools.clock().instant();
            transaction.apply(new RunEvent.AttemptFailed(now, watch.task(), watch.attempt(), watch.token(), failure));
            return Optional.empty();
        }
    }

    private AttemptListener listener(AttemptDescriptor attempt) {
        return new AttemptListener() {
            @Override
            public void progress(String task, double fraction, String message) {
                tell.accept(new Signal.Progress(task, fraction, message));
            }

            @Override
            public void ended(TaskOutcome outcome) {
                tell.accept(new Signal.Ended(attempt, outcome));
            }

            @Override
            public void deaf(Duration since) {
                tell.accept(new Signal.Deaf(attempt, since));
            }
        };
    }

    /** One that another process started has used up some of its time. */
    private @Nullable TimeLimit limit(TaskView view, boolean own) {
        Duration timeout = view.spec().attempts().timeout();
        Instant began = view.attemptAt();
        if (timeout == null || began == null) {
            return null;
        }
        Duration used =
                own ? Duration.ZERO : Duration.between(began, tools.clock().instant());
        return new TimeLimit(timeout, timeout.minus(used.isNegative() ? Duration.ZERO : used));
    }
}
