package dev.anneal.engine.store

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunOptions
import dev.anneal.engine.run.RunRequest
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.spec.Attempts
import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Flow
import dev.anneal.engine.spec.Placement
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.task.Effect
import dev.anneal.engine.task.Failure
import dev.anneal.engine.task.FailureKind
import java.time.Duration
import java.time.Instant

/** What the store's specs put in. */
final class StoreSamples {

    static final Instant NOON = Instant.parse('2026-03-01T12:00:00.123456789Z')
    static final Digest SPEC = Digest.of('spec')

    static Run aRun(String id, Instant at = NOON) {
        new Run(id, 'loans', SPEC, [:], RunCause.command('anneal run'), null, null, '/w', null, id, 1, null, RunOptions.NONE, at,
                RunState.RUNNING, null, '', null)
    }

    static Run keyed(String id, String workflow, String key) {
        new Run(id, workflow, SPEC, [:], RunCause.command('anneal run'), null, null, '/w', null, id, 1, null,
                new RunOptions([] as Set, [] as Set, key), NOON, RunState.RUNNING, null, '', null)
    }

    static Run fullRun(String id) {
        new Run(id, 'loans_watch', SPEC, [from: 5000, floor: 0.70, name: 'x "y" \u00e9', fast: true, none: null],
                new RunCause(RunCause.Kind.REQUEST, 'drift', 'first', 'heal'), 'nightly', NOON.minusSeconds(1), '/w',
                '0123abc', 'first', 7, 'older',
                new RunOptions(['model'] as Set, ['checks'] as Set, 'nightly-7'), NOON, RunState.REJECTED, NOON.plusNanos(1), 'accuracy 0.5 < 0.7',
                new Run.SealedArchive('archives/x.tar.zst', Digest.of('archive'), 1L << 40))
    }

    static TaskRun taskRun(String task, int position, TaskState state) {
        new TaskRun('aaaa', task, 'train', position, state, 2, NOON, null, 'because', 'older',
                [model: anArtifact(), rows: 10, list: [1, 'a', null]], [accuracy: 0.9d, loss: 1e-9d],
                [data: Digest.of('data')], Digest.of('k'), [type: 'train 1', seed: '7'])
    }

    static Artifact anArtifact() {
        new Artifact('model', ValueType.MODEL, Digest.of('m'), 12, Artifact.FOLDER_MEDIA_TYPE, [target: 'y', k: [1, 2]])
    }

    static RunRequest request(String key, String reason = 'drift at 12561') {
        new RunRequest(key, 'loans', [from: 12500], NOON.plusSeconds(5), reason, 'aaaa', 'heal', 'root', 3, NOON, null)
    }

    static WorkflowSpec workflow(String name, int seed) {
        new WorkflowSpec(name, 'a description', [], [], [
            new TaskSpec('model', 'train', [seed: Expression.literal(seed)],
                    new Flow(['checks'] as Set, Expression.Reference.of('params', 'go'), RunIf.ALL_SUCCEEDED, true,
                            Flow.OnFailure.CANCEL, new Repetition.ForEach(Expression.literal(1), 2), false),
                    new Attempts(RetryPolicy.times(2), null, Duration.ofHours(1)),
                    new Placement([cpu: Expression.literal(2)], [db: 1], 3, Placement.Executor.WORKER),
                    new CachePolicy(CachePolicy.Mode.ON, Duration.ofDays(1), '2')),
        ])
    }

    static List<RunEvent> everyEvent() {
        [
            new RunEvent.RunStarted(NOON),
            new RunEvent.TaskSkipped(NOON, 'a', 'when does not hold'),
            new RunEvent.TaskReused(NOON, 'b', 'older', Digest.of('k'), [data: anArtifact()], [m: 1.5d],
                    [data: Digest.of('d')], [seed: '7']),
            new RunEvent.TaskExpanded(NOON, 'f', [1, 'two', [a: 3], null]),
            new RunEvent.TaskRepeated(NOON, 'g', 1, NOON.plusSeconds(1)),
            new RunEvent.TaskConcluded(NOON, 'g', null),
            new RunEvent.TaskTimedOut(NOON, 'h', 'too long'),
            new RunEvent.TaskSignalled(NOON, 'i', 'approval', [by: 'eve']),
            new RunEvent.AttemptStarted(NOON, 'c', 1, 77L, Digest.of('k'), [data: Digest.of('d')], [seed: '7']),
            new RunEvent.AttemptFailed(NOON, 'c', 1, 77L, new Failure(FailureKind.values()[0], 'exit 1', 1)),
            new RunEvent.AttemptStarted(NOON, 'c', 2, 78L, null, [:], [:]),
            new RunEvent.AttemptSuspended(NOON, 'c', 2, 78L, NOON.plusSeconds(9), 'signal', [cursor: 9]),
            new RunEvent.AttemptSucceeded(NOON, 'c', 2, 78L, [text: 'x'], [m: 2d],
                    [new Effect('request-run', [workflow: 'loans', parameters: [from: 1]])]),
            new RunEvent.AttemptRejected(NOON, 'd', 1, 79L, 'no', [:], [:], []),
            new RunEvent.AttemptCancelled(NOON, 'e', 1, 80L),
            new RunEvent.CancelRequested(NOON, 'by hand', true),
            new RunEvent.RunEnded(NOON, RunState.REJECTED, 'no'),
        ]
    }
}
