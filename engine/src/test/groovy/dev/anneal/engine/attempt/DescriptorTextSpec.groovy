package dev.anneal.engine.attempt

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.Digest
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.expression.Missing
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.BinaryOperator
import dev.anneal.engine.spec.Placement.Executor
import dev.anneal.engine.task.Effect
import dev.anneal.engine.task.Failure
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.RunInfo
import dev.anneal.engine.task.TaskOutcome

import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification

class DescriptorTextSpec extends Specification {

    static final Artifact FILE = new Artifact('rows', ValueType.DATASET, Digest.of('rows'), 17, 'text/csv', [rows: number(3)])

    private static BigDecimal number(int value) {
        BigDecimal.valueOf(value)
    }

    private static AttemptDescriptor descriptor(Map<String, Object> settings, Map<String, Object> names) {
        def run = new RunInfo('run1', 'loans', Digest.of('w'), Path.of('/home/ann/loans'), [from: number(3), fast: true, none: null], null)
        new AttemptDescriptor(run, 'train[2]', 'train', 3, 12, settings, names, Digest.of('key'), [data: FILE.digest()],
                [asked: 'ann', signal: [name: 'approved']], new Means(Executor.WORKER, 512_000_000, [1, 0]))
    }

    def "a descriptor comes back from its text as it was"() {
        given:
        def condition = new Expression.Binary(BinaryOperator.values()[0], new Expression.Reference(['a', 'b']), new Expression.Literal(0.5))
        def before = descriptor(
                [data: FILE, require: condition, depth: number(3), rate: 0.1, text: '$missing', none: null, deep: [a: [number(1), [b: null]]]],
                [params: [x: number(1), y: new Missing('not given', false)], gone: new Missing('it was skipped', true),
                 list: [number(1), null, new Missing('no such', false), FILE]])

        expect:
        DescriptorText.read(DescriptorText.of(before)) == before
    }

    def "a map of the user's that looks like a missing value is none: #names"() {
        expect:
        DescriptorText.read(DescriptorText.of(descriptor([:], names))).names() == names

        where:
        names << [
                [a: ['$missing': ['x', true]]],
                [a: ['$$missing': ['x', true]]],
                ['$missing': new Missing('x', true)],
                [a: ['$missing': [b: ['$missing': number(1)]]]],
                [a: ['$missing': number(1), other: number(2)]]]
    }

    def "what an attempt runs on without a word is this machine, with all that there is"() {
        given:
        def plain = new AttemptDescriptor(descriptor([:], [:]).run(), 'a', 't', 1, 1, [:], [:], null, [:])

        expect:
        DescriptorText.read(DescriptorText.of(plain)) == plain
        plain.means() == Means.LOCAL
        plain.means().environment() == [:]
    }

    def "GPUs #devices are shown to a program as CUDA #cuda and, counted anew, as HIP #hip"() {
        expect:
        new Means(Executor.LOCAL, null, devices).environment() ==
                [CUDA_VISIBLE_DEVICES: cuda, ROCR_VISIBLE_DEVICES: cuda, HIP_VISIBLE_DEVICES: hip]

        where:
        devices || cuda  | hip
        [3, 1]  || '1,3' | '0,1'
        []      || '-1'  | '-1'
    }

    def "an outcome comes back from its text as it was: #outcome"() {
        expect:
        OutcomeText.read(OutcomeText.of(outcome)) == outcome

        where:
        outcome << [
                new TaskOutcome.Succeeded([a: FILE, b: [1.5, null]], [m: 0.1d, n: -3e300d], [new Effect('take', [name: 'x'])]),
                new TaskOutcome.Rejected('too small', [:], [m: 1d], []),
                TaskOutcome.Failed.exited(137),
                new TaskOutcome.Failed(new Failure(FailureKind.BAD_INPUT, 'no "rows"\nat all')),
                new TaskOutcome.Suspended(Instant.parse('2026-03-01T12:00:00.123456789Z'), null, [:]),
                new TaskOutcome.Suspended(null, 'approved', [asked: 'ann'])]
    }
}
