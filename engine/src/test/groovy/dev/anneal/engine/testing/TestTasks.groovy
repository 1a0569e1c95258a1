package dev.anneal.engine.testing

import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.record.Records
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.CommandTask
import dev.anneal.engine.task.Effect
import dev.anneal.engine.task.EffectHandler
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.OutputSpec
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskDescription
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.engine.task.TaskType
import dev.anneal.engine.task.WorldEffect
import dev.anneal.engine.run.RunRequests
import dev.anneal.engine.testing.TestSettings.AskSettings
import dev.anneal.engine.testing.TestSettings.FlakySettings
import dev.anneal.engine.testing.TestSettings.GateSettings
import dev.anneal.engine.testing.TestSettings.MeasureSettings
import dev.anneal.engine.testing.TestSettings.NumberSettings
import dev.anneal.engine.testing.TestSettings.ShSettings
import dev.anneal.engine.testing.TestSettings.SleepSettings
import dev.anneal.engine.testing.TestSettings.WriteSettings

import java.nio.file.Files
import java.time.Instant

/** Small task types that do one thing each, for specs of the engine. */
class TestTasks {

    static TaskCatalog catalog(List<TaskType<?>> more = []) {
        new TaskCatalog(
                [new Write(), new Measure(), new Flaky(), new Sleep(), new Gate(), new Number(), new Ask(), new Sh()] + more,
                [new NumberHandler()])
    }

    /** Writes its text into a file: pure. */
    static class Write implements CodeTask<WriteSettings> {
        TaskDescription description() {
            TaskDescription.of('write', 1, WorldEffect.PURE, WriteSettings, 'Writes a text.',
                    new OutputSpec('file', ValueType.FILE, 'the text'))
        }

        TaskOutcome run(WriteSettings settings, TaskContext context) {
            def file = Files.writeString(context.workFolder().resolve('text.txt'), settings.text())
            context.log("wrote ${settings.text()}")
            new TaskOutcome.Succeeded([file: context.keep(file, ValueType.FILE, 'text/plain', [letters: settings.text().length()])])
        }
    }

    /** Tells how long a file is. */
    static class Measure implements CodeTask<MeasureSettings> {
        TaskDescription description() {
            TaskDescription.of('measure', 1, WorldEffect.READS_WORLD, MeasureSettings, 'Measures a file.',
                    new OutputSpec('size', ValueType.NUMBER, 'bytes, times the times'))
        }

        TaskOutcome run(MeasureSettings settings, TaskContext context) {
            long size = context.artifacts().size(settings.file().digest()) * settings.times()
            new TaskOutcome.Succeeded([size: size]).withMetrics([size: size as double])
        }
    }

    /** Fails as often as it is told, then succeeds. */
    static class Flaky implements CodeTask<FlakySettings> {
        TaskDescription description() {
            TaskDescription.of('flaky', 1, WorldEffect.READS_WORLD, FlakySettings, 'Fails at first.',
                    new OutputSpec('attempt', ValueType.NUMBER, 'the attempt that succeeded'))
        }

        TaskOutcome run(FlakySettings settings, TaskContext context) {
            context.attempt() <= settings.failures() ?
                    TaskOutcome.Failed.of(FailureKind.ERROR, "attempt ${context.attempt()} fails") :
                    new TaskOutcome.Succeeded([attempt: context.attempt()])
        }
    }

    /** Sleeps until it is interrupted. */
    static class Sleep implements CodeTask<SleepSettings> {
        TaskDescription description() {
            TaskDescription.of('sleep', 1, WorldEffect.READS_WORLD, SleepSettings, 'Sleeps.')
        }

        TaskOutcome run(SleepSettings settings, TaskContext context) {
            context.progress(0.5, 'sleeping')
            new java.util.concurrent.CountDownLatch(1).await(settings.millis(), java.util.concurrent.TimeUnit.MILLISECONDS)
            new TaskOutcome.Succeeded([:])
        }
    }

    /** Says no where its condition does not hold. */
    static class Gate implements CodeTask<GateSettings> {
        TaskDescription description() {
            TaskDescription.of('gate', 1, WorldEffect.READS_WORLD, GateSettings, 'A gate.')
        }

        TaskOutcome run(GateSettings settings, TaskContext context) {
            def evaluator = new dev.anneal.engine.expression.Evaluator(context.scope().with([size: 5.0G]))
            evaluator.test(settings.require()) ? new TaskOutcome.Succeeded([:]) :
                    new TaskOutcome.Rejected('too small', [:], [:], [])
        }
    }

    /** Gets the next number of a name, from an effect. */
    static class Number implements CodeTask<NumberSettings> {
        TaskDescription description() {
            TaskDescription.of('number', 1, WorldEffect.CHANGES_WORLD, NumberSettings, 'Numbers.',
                    new OutputSpec('number', ValueType.NUMBER, 'the next one'))
        }

        TaskOutcome run(NumberSettings settings, TaskContext context) {
            new TaskOutcome.Succeeded([:]).withEffects(new Effect('take-number', [name: settings.name()]))
        }
    }

    static class NumberHandler implements EffectHandler {
        String type() { 'take-number' }

        Map<String, Object> apply(Effect effect, EffectHandler.Origin origin, Instant at, Records records) {
            String name = effect.data().name
            if (name == 'forbidden') {
                throw dev.anneal.engine.problem.AnnealException.badInput('forbidden', 'nobody may take that number')
            }
            long next = records.list('numbers', "$name/").size() + 1
            records.insert('numbers', "$name/${String.format('%06d', next)}", [run: origin.run(), task: origin.task()])
            [number: next]
        }
    }

    /** Asks for a run. */
    static class Ask implements CodeTask<AskSettings> {
        TaskDescription description() {
            TaskDescription.of('ask', 1, WorldEffect.CHANGES_WORLD, AskSettings, 'Asks for a run.')
        }

        TaskOutcome run(AskSettings settings, TaskContext context) {
            new TaskOutcome.Succeeded([:])
                    .withEffects(RunRequests.effect(null, settings.workflow(), settings.with(), null, 'asked'))
        }
    }

    /** Runs a command. */
    static class Sh implements CommandTask<ShSettings> {
        TaskDescription description() {
            TaskDescription.of('sh', 1, WorldEffect.READS_WORLD, ShSettings, 'Runs a command.',
                    new OutputSpec('code', ValueType.NUMBER, 'the exit code'))
        }

        CommandTask.Command command(ShSettings settings, TaskContext context) {
            new CommandTask.Command(['sh', '-c', settings.command()], [:], context.workFolder())
        }

        TaskOutcome ended(ShSettings settings, TaskContext context, int exitCode) {
            exitCode == 0 ? new TaskOutcome.Succeeded([code: exitCode]) :
                    TaskOutcome.Failed.of(FailureKind.ERROR, "exit code $exitCode")
        }
    }
}
