package dev.anneal.engine.testing

import dev.anneal.engine.adapter.sqlite.SqliteStore
import dev.anneal.engine.execution.RunListener
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunEvent
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.run.TaskState
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.store.MailTable
import dev.anneal.engine.store.Store

import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.util.concurrent.CountDownLatch

/**
 * The life of a chain of runs on one home through several processes of which all but the last die; and somebody who
 * decides, once, when a task waits for that.
 */
class MortalLife {

    private final Path folder
    private final List<WorkflowSpec> workflows
    private final Path notes
    private final Set<String> decided = Collections.synchronizedSet([] as Set)
    private final Map<String, Integer> done = [:]
    /** How many commits the last process made. */
    long commits
    /** Whether the chain has come to its end. */
    boolean ended

    /** @param workflows the first is where the chain begins */
    MortalLife(Path folder, List<WorkflowSpec> workflows) {
        this.folder = Files.createDirectories(folder)
        this.workflows = workflows
        this.notes = folder.resolve('notes')
    }

    /** Begins, or goes on, in a process of its own that dies with its {@code last}-th commit; 0 for none. */
    void live(long last, boolean beforeAnythingFollows) {
        def life = new FlowTasks.Life()
        MortalStore mortal = null
        def home = new TestHome(folder.resolve('home'),
                store: { mortal = new MortalStore(it, last, beforeAnythingFollows) }, types: FlowTasks.types(life))
        def over = new CountDownLatch(1)
        Throwable fault = null
        def driver = Thread.start {
            try {
                drive(home)
                ended = true
            } catch (MortalStore.Dead | InterruptedException dead) {
                assert dead
            } catch (Exception | AssertionError broken) {
                fault = broken
            } finally {
                over.countDown()
                mortal.death.countDown()
            }
        }
        mortal.death.await()
        driver.interrupt()
        driver.join()
        life.end()
        commits = mortal.commits()
        if (ended) {
            home.close()
        } else {
            home.die()
        }
        if (fault != null && last == 0) {
            throw fault
        }
        looked { tables -> remember(tables.runs().newest(10).collectMany { run -> tables.runs().taskRuns(run.id()).collect { [run, it] } }) }
    }

    private void drive(TestHome home) {
        def store = SqliteStore.open(home.home.workspace().database())
        try {
            if (store.read { it.workflows().all() }.size() < workflows.size()) {
                home.register(*workflows)
            }
            def first = store.read { it.runs().ofWorkflow(workflows[0].name()) }
            def run = first.empty ? home.place(workflows[0].name()) : first[0]
            home.chains.follow(run, true, decider(home, store))
        } finally {
            store.close()
        }
    }

    /** Somebody else, who sees that a task waits for a decision, and makes it. */
    private RunListener decider(TestHome home, Store store) {
        def look = { Run run ->
            store.read { it.runs().taskRuns(run.id()) }.findAll { it.type() == 'await' && it.state() == TaskState.SUSPENDED }.each { row ->
                if (decided.add("${run.id()}/${row.task()}" as String)) {
                    store.change(Store.Durability.PROCESS) { tables ->
                        tables.mail().send(run.id(), new MailTable.Message(MailTable.SIGNAL, [task: row.task(), signal: 'go', by: 'somebody'], Instant.now()))
                    }
                    home.engine.nudge()
                }
            }
        }
        new RunListener() {
            @Override
            void started(Run run) {
                look(run)
            }

            @Override
            void changed(Run run, TaskRun row) {
                if (row.type() == 'await') {
                    look(run)
                }
            }
        }
    }

    /** What has succeeded has run as often as it ever will. */
    private void remember(List<List<Object>> rows) {
        def counts = begun()
        rows.findAll { it[1].state() == TaskState.SUCCEEDED }.each { run, row ->
            int count = counts[row.task()] ?: 0
            assert done.getOrDefault("${run.workflow()}/${row.task()}" as String, count) == count : "${row.task()} ran again"
            done.put("${run.workflow()}/${row.task()}" as String, count)
        }
    }

    private Map<String, Integer> begun() {
        Files.exists(notes) ? Files.readAllLines(notes).findAll { it.startsWith('begin ') }.countBy { it - 'begin ' } : [:]
    }

    /** How each run ended, and what each task run of it came to. */
    Map<String, Object> results() {
        looked { tables ->
            tables.runs().newest(10).collectEntries { run ->
                [run.workflow(), [state: run.state(), tasks: tables.runs().taskRuns(run.id()).collectEntries { row ->
                    [row.task(), [state: row.state(), outputs: row.outputs(), attempts: row.task() == 'flaky' ? 2 : 1]]
                }]]
            }
        } as Map<String, Object>
    }

    /** What must hold of a home when all has ended, whatever happened on the way. */
    void verify() {
        def home = new TestHome(folder.resolve('home'), types: FlowTasks.types())
        try {
            home.home.store().read { tables ->
                assert tables.claims().all() == []
                assert tables.mail().addressees() == []
                assert tables.requests().pending() == []
                def runs = tables.runs().newest(10)
                assert runs*.workflow().toSet() == workflows*.name().toSet() && runs.size() == runs*.workflow().toSet().size()
                assert tables.records().list('numbers', '').size() == 1
                runs.each { run ->
                    assert home.home.runs().tryAcquire(run.id()).present
                    assert home.home.archiver().verify(folder.resolve('home').resolve(run.archive().path()), run.archive().digest()) == []
                    alone(tables.runs().journal(run.id()))
                }
                int archives = Files.walk(folder.resolve('home/archives')).withCloseable { it.filter { Files.isRegularFile(it) }.count() }
                assert archives == runs.size()
                assert home.home.chains().tryAcquire(runs.last().root()).present
                true
            }
            alone()
        } finally {
            home.close()
        }
    }

    /** No attempt of a task run begins while another lives. */
    private static void alone(List<RunEvent> journal) {
        Set<String> live = []
        journal.each { event ->
            if (event instanceof RunEvent.AttemptStarted) {
                assert live.add(event.task()) : "two attempts of ${event.task()} at once"
            } else if (event instanceof RunEvent.AttemptEvent) {
                live.remove(event.task())
            }
        }
        assert live.empty
    }

    private void alone() {
        Set<String> live = []
        Files.readAllLines(notes).each { line ->
            def task = line.substring(line.indexOf(' ') + 1)
            assert line.startsWith('begin ') ? live.add(task) : live.remove(task) : "two of $task ran at once"
        }
    }

    private <T> T looked(Closure<T> look) {
        def store = SqliteStore.open(folder.resolve('home/anneal.db'))
        try {
            store.read { look(it) }
        } finally {
            store.close()
        }
    }
}
