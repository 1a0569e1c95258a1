package dev.anneal.tasks.script

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.artifact.Values
import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.settings.Binder
import dev.anneal.engine.task.FailureKind
import dev.anneal.engine.task.TaskOutcome
import dev.anneal.tasks.testing.TestContext
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Starts the commands for real. */
@Requires(value = { os.linux || os.macOs }, reason = 'there is no sh')
class ShellSpec extends Specification {

    @TempDir
    Path folder
    TestContext context

    def setup() {
        context = new TestContext(folder)
    }

    private TaskOutcome run(Map<String, Object> values) {
        def binder = new Binder(folder)
        def settings = binder.bind(ShellSettings, Values.copyOf(values))
        assert binder.misfits().empty
        def command = new ShellTask().command(settings, context)
        def process = new ProcessBuilder(command.arguments())
                .directory(command.workFolder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve('log').toFile())
        process.environment().putAll(command.environment())
        new ShellTask().ended(settings, context, process.start().waitFor())
    }

    private String text(TaskOutcome outcome, String output) {
        def artifact = ((TaskOutcome.Succeeded) outcome).outputs()[output]
        Files.readString(context.artifacts().file(artifact.digest()))
    }

    private Artifact file(String name, String content) {
        def file = folder.resolve(name)
        Files.writeString(file, content)
        context.keep(file, ValueType.FILE, 'text/plain', [:])
    }

    def "a text goes through the shell, and what it leaves is kept"() {
        when:
        def outcome = run(command: 'printf "%s" $((6 * 7)) > answer.txt', outputs: [answer: 'answer.txt'])

        then:
        text(outcome, 'answer') == '42'
        with(outcome.outputs().answer) {
            type() == ValueType.FILE
            name() == 'answer.txt'
        }
    }

    def "a list is program and arguments, which no shell reads"() {
        expect:
        text(run(command: ['sh', '-c', 'printf "%s" "$1" > out', 'name', '$HOME * 3.50'], outputs: [out: 'out']), 'out')
                == '$HOME * 3.50'
        text(run(command: ['cp', '/dev/null', 'empty'], outputs: [empty: 'empty']), 'empty') == ''
    }

    def "a folder that it leaves is a folder artifact"() {
        when:
        def outcome = run(command: 'mkdir -p out/deep && echo a > out/a && echo b > out/deep/b', outputs: [all: 'out'])

        then:
        outcome.outputs().all.type() == ValueType.FOLDER
        context.artifacts().listing(outcome.outputs().all.digest()).entries()*.path() == ['a', 'deep/b']
    }

    def "inputs are files and folders in its folder, and variables point to them"() {
        given:
        def made = folder.resolve('made')
        Files.createDirectories(made.resolve('sub'))
        Files.writeString(made.resolve('sub/x'), 'x')
        Files.writeString(folder.resolve('beside.txt'), 'beside')

        when:
        def outcome = run(
                command: 'cat inputs/train "$ANNEAL_INPUT_MODEL/sub/x" "$ANNEAL_INPUT_OTHER_ONE" > out',
                inputs: [train: file('train.csv', 'rows '), model: context.keep(made, ValueType.FOLDER, '', [:]),
                         'other-one': 'beside.txt'],
                outputs: [out: 'out'])

        then:
        text(outcome, 'out') == 'rows xbeside'
    }

    def "what it does to an input harms no one"() {
        given:
        def train = file('train.csv', 'rows')

        when:
        run(command: 'echo changed > inputs/train', inputs: [train: train])

        then:
        Files.readString(context.artifacts().file(train.digest())) == 'rows'
    }

    def "the environment tells run, task, attempt and parameters, besides what is given"() {
        given:
        context = context.withParameters(from: 5000, fast: true, 'learning rate': 0.10, tags: ['a', 'b'])

        when:
        def outcome = run(
                command: 'echo "$ANNEAL_RUN $ANNEAL_TASK $ANNEAL_ATTEMPT $ANNEAL_PARAM_FROM $ANNEAL_PARAM_FAST'
                        + ' $ANNEAL_PARAM_LEARNING_RATE $ANNEAL_PARAM_TAGS $GREETING $COUNT" > out',
                env: [GREETING: 'hello there', COUNT: 3.0], outputs: [out: 'out'])

        then:
        text(outcome, 'out') == 'run1 task 1 5000 true 0.1 ["a","b"] hello there 3\n'
    }

    def "a command that ends otherwise than with 0 is an error, with its exit code: #message"() {
        expect:
        run(command: command) == TaskOutcome.Failed.of(FailureKind.ERROR, message, code)

        where:
        command              || code | message
        'echo no >&2; exit 3' || 3    | 'exit code 3'
        'kill -KILL $$'       || 137  | 'killed by SIGKILL (signal 9)'
    }

    def "an output that is missing fails, and the message says what is there"() {
        when:
        def outcome = run(command: 'touch modle.bin log.txt', outputs: [model: 'model.bin', log: 'log.txt'])

        then:
        outcome.failure().kind() == FailureKind.ERROR
        outcome.failure().message()
                == "the command left no 'model.bin' (output 'model'); its folder holds log.txt, modle.bin"
    }

    def "an output that is a link out of its folder is refused"() {
        given:
        Files.writeString(folder.resolve('private'), 'private')

        when:
        def outcome = run(command: 'ln -s ../../../../private out', outputs: [out: 'out'])

        then:
        outcome.failure().message().contains('a link that leads out')
    }

    def "an input that is not there is named"() {
        when:
        run(command: 'true', inputs: [data: 'nowhere.csv'])

        then:
        def refusal = thrown(AnnealException)
        refusal.kind() == AnnealException.Kind.BAD_INPUT
        refusal.message.contains('nowhere.csv')
    }

    def "settings that do not fit: #message"() {
        given:
        def binder = new Binder(folder)

        expect:
        binder.bind(ShellSettings, Values.copyOf(settings)) == null
        binder.misfits()[0].message().contains(message)

        where:
        settings                                          || message
        [command: 7]                                     || "'command' takes a text for sh -c"
        [command: []]                                     || "'command' takes a text for sh -c"
        [command: 'true', env: ['A-B': 'c']]              || "'A-B' is no name for one of 'env'"
        [command: 'true', outputs: [out: '../out']]       || "output 'out' is '../out'"
        [command: 'true', outputs: [out: '/etc/passwd']]  || "output 'out' is '/etc/passwd'"
        [command: 'true', inputs: [a: 7]]                || 'a path, or another task'
    }

    def "its outputs are open: named by its own settings"() {
        expect:
        new ShellTask().description().openOutputs()
    }
}
