package dev.anneal.workflows

import dev.anneal.engine.artifact.Artifact
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.RunEvent.AttemptStarted
import dev.anneal.engine.run.RunEvent.AttemptSucceeded
import dev.anneal.engine.run.RunEvent.AttemptSuspended
import dev.anneal.engine.run.RunEvent.TaskReused
import dev.anneal.engine.run.RunState
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.store.MailTable
import dev.anneal.engine.store.Store.Durability
import dev.anneal.engine.store.Tables
import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.util.function.Consumer
import java.util.function.Function

/**
 * A folder with a workflow file, a script for its commands and a home of its own. The script, {@code work}, notes in the
 * file {@code side} when an attempt's command starts and when it ends: what really happened, whatever the home says.
 */
class Project implements AutoCloseable {

    /** Arguments: what to make, then a command that is a part of the work. */
    static final String WORK = '''\
            #!/bin/sh
            note() { echo "$1 $ANNEAL_RUN $ANNEAL_TASK $ANNEAL_ATTEMPT" >> "$ANNEAL_FOLDER/side"; }
            note start
            made=$1
            shift
            "$@"
            code=$?
            echo "$made" > made.txt
            note end
            exit $code
            '''.stripIndent()

    /** What a command noted. */
    record Note(String word, String run, String task, int attempt) {
        static Note of(String line) {
            def parts = line.split(' ')
            new Note(parts[0], parts[1], parts[2], parts[3] as int)
        }
    }

    final Path folder
    final Path home
    final Path file
    final CommandLines commands
    private final Map<String, Integer> seen = [:]
    private final Set<String> whole = []
    private Anneal open

    Project(Path folder, String workflows) {
        this.folder = Files.createDirectories(folder)
        this.home = folder.resolve('.anneal')
        this.file = Files.writeString(folder.resolve('whole.yaml'), workflows.stripIndent())
        Files.writeString(folder.resolve('work'), WORK).toFile().executable = true
        this.commands = new CommandLines(home)
    }

    Child start(Object... arguments) {
        Child.start(home, arguments)
    }

    /** To its end. */
    Child run(Object... arguments) {
        Child.run(home, arguments)
    }

    /** What the function makes of the home's tables; null where there is no home yet. */
    Object reading(Closure closure) {
        if (open == null && !Files.exists(home.resolve('anneal.db'))) {
            return null
        }
        open = open ?: Anneal.openExisting(home)
        open.store().read(closure as Function)
    }

    /** Changes the home's tables, and tells whoever drives runs of it. */
    void change(Closure closure) {
        reading { }
        open.store().change(Durability.MACHINE, closure as Consumer)
        open.engine().nudge()
    }

    /** Every run, the oldest first. */
    List<Run> runs() {
        (reading { Tables tables -> tables.runs().newest(1_000).reverse() } ?: []) as List<Run>
    }

    Run latest(String workflow) {
        runs().findAll { it.workflow() == workflow }.last()
    }

    List<RunEvent> journal(Run run) {
        reading { Tables tables -> tables.runs().journal(run.id()) } as List<RunEvent>
    }

    /** What was journaled since this was last asked, run by run. */
    List<RunEvent> news() {
        (reading { Tables tables -> tables.runs().newest(1_000).reverse().findAll { !(it.id() in whole) }.collectMany { run ->
            def journal = tables.runs().journal(run.id())
            if (run.state().ended()) {
                whole << run.id()
            }
            def from = seen.put(run.id(), journal.size()) ?: 0
            journal.drop(from)
        } } ?: []) as List<RunEvent>
    }

    /** Goes on with the first chain of runs, or begins it where there is no run yet. */
    Child resume() {
        def first = runs().find()
        first == null ? start('run', file) : start('resume', first.id())
    }

    /** What the task of that name, in whichever run, waits for a person's approval of; null where it does not. */
    Map<String, Object> asked(String task) {
        def run = runs().find { !it.state().ended() && tasks(it)[task]?.state() == TaskState.SUSPENDED }
        run == null ? null : [run: run.id()] + journal(run).findAll { it instanceof AttemptSuspended && it.task() == task }.last().state()
    }

    void approve(String task) {
        def asked = asked(task)
        change { Tables tables -> tables.mail().send(asked.run as String, new MailTable.Message(MailTable.SIGNAL,
                [task: task, signal: 'approval', decision: 'approved', by: 'spec', why: '', digest: asked.digest], Instant.now())) }
    }

    Map<String, TaskRun> tasks(Run run) {
        reading { Tables tables -> tables.runs().taskRuns(run.id()) }.collectEntries { [it.task(), it] }
    }

    List<Note> notes() {
        def side = folder.resolve('side')
        Files.exists(side) ? Files.readAllLines(side).collect { Note.of(it) } : []
    }

    /** What the runs came to: for each its state, and its task runs' states and artifacts; without ids and moments. */
    Map essence() {
        runs().collectEntries { run ->
            def of = run.cause().kind() == RunCause.Kind.TASK ? "part '${run.cause().task()}'" : run.cause().kind()
            ["${run.workflow()} ($of)".toString(), [state: run.state(), tasks: tasks(run).collectEntries { name, row ->
                [name, [row.state(), artifacts(row.outputs())]]
            }]]
        }
    }

    private static List<String> artifacts(Object value) {
        switch (value) {
            case Artifact: return [value.digest().hex()]
            case Map: return value.values().collectMany { artifacts(it) }
            case Collection: return value.collectMany { artifacts(it) }
            default: return []
        }
    }

    /** Events by which a task run started that had an end already, and notes that are there twice. */
    List<Object> repeated() {
        def again = runs().collectMany { run ->
            def ended = [] as Set
            journal(run).findAll { event ->
                if (event instanceof AttemptSucceeded || event instanceof TaskReused) {
                    ended << event.task()
                }
                event instanceof AttemptStarted && event.task() in ended
            }
        }
        again + notes().findAll { note -> notes().count(note) > 1 }
    }

    /** Notes of tasks whose commands did not run one after the other. */
    List<List<Note>> overlapping() {
        notes().groupBy { [it.run(), it.task()] }.values().findAll { notes ->
            notes != notes.toSorted { one, other -> one.attempt() <=> other.attempt() ?: other.word() <=> one.word() }
        }
    }

    /** Claims, runs with mail, locks and processes of the runs that are still there. */
    List<Object> left() {
        reading { Tables tables -> tables.claims().all() + tables.mail().addressees() } + held() + processes()
    }

    /** Runs and chains that some process holds. */
    private List<String> held() {
        def ids = runs()*.id()
        [open.home().runs(), open.home().chains()].collectMany { locks ->
            ids.findAll { id ->
                def free = locks.tryAcquire(id)
                free.ifPresent { it.close() }
                free.empty
            }
        }
    }

    /** How many versions of a model there are, and how many requests for runs. */
    Map<String, Integer> made(String model) {
        [versions: commands.json('models', model).size(),
         requests: reading { Tables tables -> tables.runs().newest(1_000).sum { tables.requests().madeBy(it.id()).size() } }]
    }

    /** Archives that are not those of the runs, do not verify, or are half-written. */
    List<String> unsound() {
        def archives = home.resolve('archives')
        def expected = runs().findAll { it.state() != RunState.SKIPPED }.collect { "${it.id()}.tar.zst".toString() } as Set
        def found = archives.toFile().list() as Set
        def sealing = archives.resolve('.sealing').toFile().list() as List
        (found - expected - '.sealing').toList() + (expected - found).toList() + sealing +
                runs().findAll { !commands.json('archive', 'verify', it.id()).valid }*.id()
    }

    /** Numbers of the processes that carry a mark of one of the runs, as {@code /proc} shows them. */
    List<Long> processes() {
        def marks = runs()*.id()
        Path.of('/proc').toFile().listFiles().findAll { it.name.isLong() }.findAll { process ->
            def mark = environment(process).find { it.startsWith('ANNEAL_ATTEMPT_ID=') }
            mark && marks.any { mark.contains("$it/") }
        }*.name*.toLong()
    }

    private static List<String> environment(File process) {
        try {
            return new File(process, 'environ').text.split('\0') as List
        } catch (IOException gone) {
            return gone ? [] : null
        }
    }

    @Override
    void close() {
        open?.close()
        open = null
    }
}
