package dev.anneal.engine.testing

import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.OutputSpec
import dev.anneal.engine.task.TaskContext
import dev.anneal.engine.task.TaskDescription
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.engine.task.TaskType
import dev.anneal.engine.task.WorldEffect
import dev.anneal.engine.testing.TestSettings.AwaitSettings
import dev.anneal.engine.testing.TestSettings.NoteSettings
import dev.anneal.engine.testing.TestSettings.PartSettings

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.util.concurrent.locks.ReentrantReadWriteLock

/** Task types that tell when they ran and that wait, for specs of whole runs. They end with the life that they are given. */
class FlowTasks {

    /** Whether the process that the attempts run in lives. */
    static class Life {

        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock()
        private boolean over

        TaskOutcome during(Closure<TaskOutcome> attempt) {
            lock.readLock().lock()
            try {
                return over ? TaskOutcome.Failed.of(FailureKind.INFRASTRUCTURE, 'dead') : attempt()
            } finally {
                lock.readLock().unlock()
            }
        }

        /** Returns when no attempt runs; none will any more. */
        void end() {
            lock.writeLock().lock()
            over = true
            lock.writeLock().unlock()
        }
    }

    static List<TaskType<?>> types(Life life = new Life()) {
        [new Note(life: life), new Part(), new AwaitSignal()]
    }

    /** Notes its begin and its end in a file, fails as often as it is told, and says what it is told. */
    static class Note implements CodeTask<NoteSettings> {

        Life life

        TaskDescription description() {
            TaskDescription.of('note', 1, WorldEffect.READS_WORLD, NoteSettings, 'Notes that it ran.',
                    new OutputSpec('said', ValueType.TEXT, 'what it was told'),
                    new OutputSpec('numbers', ValueType.LIST, 'the numbers up to the one it was told'),
                    new OutputSpec('file', ValueType.FILE, 'what it was told'))
        }

        TaskOutcome run(NoteSettings settings, TaskContext context) {
            life.during {
                def notes = Path.of(settings.file())
                def kept = noted(notes, context.task()) {
                    def file = Files.writeString(context.workFolder().resolve('said.txt'), settings.say())
                    context.keep(file, ValueType.FILE, 'text/plain', [:])
                }
                context.attempt() <= settings.failures() ? TaskOutcome.Failed.of(FailureKind.ERROR, 'not yet') :
                        new TaskOutcome.Succeeded([said: settings.say(), numbers: (1..settings.countTo()) as List, file: kept])
            }
        }

        private static <T> T noted(Path notes, String task, Closure<T> work) {
            boolean told = Thread.interrupted()
            note(notes, "begin $task")
            try {
                return work()
            } finally {
                told |= Thread.interrupted()
                note(notes, "end $task")
                if (told) {
                    Thread.currentThread().interrupt()
                }
            }
        }

        private static synchronized void note(Path notes, String line) {
            Files.writeString(notes, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND)
        }
    }

    /** Runs a workflow as a part of the run. */
    static class Part implements CodeTask<PartSettings> {

        TaskDescription description() {
            TaskDescription.of('part', 1, WorldEffect.CHANGES_WORLD, PartSettings, 'Runs a workflow.').withOpenOutputs()
        }

        TaskOutcome run(PartSettings settings, TaskContext context) {
            def signal = context.resumed().signal as Map
            if (signal == null) {
                def id = idOf("${context.run().id()}/${context.task()}" as String)
                return new TaskOutcome.Suspended(null, "run:$id" as String, [workflow: settings.workflow(), with: settings.with(), reason: 'waits for it'])
            }
            signal.state == 'succeeded' ? new TaskOutcome.Succeeded((signal.outputs ?: [:]) as Map) :
                    TaskOutcome.Failed.of(FailureKind.ERROR, "${signal.state}: ${signal.reason}")
        }

        static String idOf(String asker) {
            'p' + Digest.of(asker).hex().take(11)
        }
    }

    /** Waits for a signal. */
    static class AwaitSignal implements CodeTask<AwaitSettings> {

        TaskDescription description() {
            TaskDescription.of('await', 1, WorldEffect.READS_WORLD, AwaitSettings, 'Waits for a signal.',
                    new OutputSpec('by', ValueType.TEXT, 'who gave it'))
        }

        TaskOutcome run(AwaitSettings settings, TaskContext context) {
            def signal = context.resumed().signal as Map
            signal == null ? new TaskOutcome.Suspended(null, settings.signal() ?: null, [reason: 'waits']) :
                    new TaskOutcome.Succeeded([by: signal.by])
        }
    }
}
