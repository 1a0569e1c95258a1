package dev.anneal.engine.testing

import dev.anneal.engine.adapter.archive.TarZstdArchiver
import dev.anneal.engine.adapter.file.FileArtifactStore
import dev.anneal.engine.adapter.file.RunLocks
import dev.anneal.engine.adapter.sqlite.SqliteStore
import dev.anneal.engine.codec.Json
import dev.anneal.engine.execution.Chains
import dev.anneal.engine.execution.Engine
import dev.anneal.engine.execution.NewRun
import dev.anneal.engine.execution.RunListener
import dev.anneal.engine.execution.RunOrders
import dev.anneal.engine.home.Home
import dev.anneal.engine.home.Neighbours
import dev.anneal.engine.home.Workspace
import dev.anneal.engine.run.Run
import dev.anneal.engine.run.RunCause
import dev.anneal.engine.run.TaskRun
import dev.anneal.engine.spec.WorkflowSpec
import dev.anneal.engine.store.Store

import java.nio.file.Path
import java.time.Clock

/** A real home in a folder, with an engine on it that knows the test task types. */
class TestHome implements AutoCloseable {

    final Home home
    final Engine engine
    final RunOrders orders
    final Chains chains
    private final RunLocks runLocks
    private final RunLocks chainLocks
    private int lastId

    /**
     * @param options {@code store}: what is put around the store; {@code types}: task types besides the usual;
     *     {@code neighbours}: the others on the home; {@code clock}: the time of day
     */
    TestHome(Map<String, Object> options = [:], Path folder) {
        def workspace = new Workspace(folder)
        runLocks = new RunLocks(workspace.locks().resolve('runs'))
        chainLocks = new RunLocks(workspace.locks().resolve('chains'))
        def around = (options.store ?: { it }) as Closure<Store>
        home = new Home(workspace, around(SqliteStore.open(workspace.database())), new FileArtifactStore(workspace.artifacts()),
                new TarZstdArchiver(), runLocks, chainLocks, (options.neighbours ?: Neighbours.NONE) as Neighbours)
        def clock = (options.clock ?: Clock.systemUTC()) as Clock
        engine = new Engine(home, TestTasks.catalog((options.types ?: []) as List), clock, [anneal: 'test'], null)
        orders = new RunOrders(home.store(), clock, { "run${++lastId}x${System.nanoTime() % 100_000}" as String })
        chains = new Chains(home, engine, orders, clock)
    }

    void register(WorkflowSpec... workflows) {
        home.store().change(Store.Durability.PROCESS) { tables ->
            workflows.each { tables.workflows().register(it, Json.digest(it), '/tmp/file.yaml', java.time.Instant.now()) }
        }
    }

    Run place(String workflow, Map<String, Object> given = [:]) {
        orders.place(orders.newId(), new NewRun(workflow, given, Path.of(''), RunCause.command('spec'), null, null))
    }

    Run run(WorkflowSpec workflow, Map<String, Object> given = [:]) {
        register(workflow)
        engine.drive(place(workflow.name(), given).id(), RunListener.NONE)
    }

    Map<String, TaskRun> tasks(Run run) {
        home.store().read { it.runs().taskRuns(run.id()) }.collectEntries { [it.task(), it] }
    }

    /** The process is gone: its locks are free, and nothing of it is put in order. */
    void die() {
        runLocks.close()
        chainLocks.close()
    }

    @Override
    void close() {
        engine.close()
        home.store().close()
        runLocks.close()
        chainLocks.close()
    }
}
