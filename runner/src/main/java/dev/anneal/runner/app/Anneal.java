package dev.anneal.runner.app;

import dev.anneal.dsl.WorkflowReader;
import dev.anneal.engine.adapter.archive.TarZstdArchiver;
import dev.anneal.engine.adapter.file.FileArtifactStore;
import dev.anneal.engine.adapter.file.RunLocks;
import dev.anneal.engine.adapter.memory.MemoryStore;
import dev.anneal.engine.adapter.quartz.QuartzCron;
import dev.anneal.engine.adapter.socket.SocketNeighbours;
import dev.anneal.engine.adapter.sqlite.SqliteStore;
import dev.anneal.engine.archive.Archiver;
import dev.anneal.engine.artifact.ArtifactStore;
import dev.anneal.engine.execution.Chains;
import dev.anneal.engine.execution.Engine;
import dev.anneal.engine.execution.Pools;
import dev.anneal.engine.execution.RunOrders;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Neighbours;
import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.plan.Capacity;
import dev.anneal.engine.plan.Planner;
import dev.anneal.engine.plugin.Plugins;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.store.Store;
import dev.anneal.engine.task.TaskCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An opened home and all that works on it: the composition root. What a command does not ask for is not made, so that a
 * listing starts fast. For one thread, but for what it hands out.
 */
public final class Anneal implements AutoCloseable {

    private final Home home;
    private final Clock clock = Clock.systemUTC();
    private @Nullable TaskCatalog catalog;
    private @Nullable Engine engine;
    private Neighbours.@Nullable Listening listening;

    private Anneal(Workspace workspace, Store store, @Nullable TaskCatalog catalog) {
        this.catalog = catalog;
        ArtifactStore artifacts = new FileArtifactStore(workspace.artifacts());
        Archiver archiver = new TarZstdArchiver();
        this.home = new Home(
                workspace,
                store,
                artifacts,
                archiver,
                new RunLocks(workspace.locks().resolve("runs")),
                new RunLocks(workspace.locks().resolve("chains")),
                new SocketNeighbours(workspace.home()));
    }

    /** Opens the home, creating it where there is none. @throws AnnealException environment, where it cannot be written */
    public static Anneal open(Path folder) {
        return open(folder, null);
    }

    /** As {@link #open(Path)}, with the catalog of this home that is known already; null where none is. */
    public static Anneal open(Path folder, @Nullable TaskCatalog catalog) {
        HomeFolder.prepare(folder);
        Workspace workspace = new Workspace(folder);
        return new Anneal(workspace, SqliteStore.open(workspace.database()), catalog);
    }

    /** Opens the home where there is one; else one that holds nothing, and that nothing is to be written to. */
    public static Anneal openIfThere(Path folder, TaskCatalog catalog) {
        Workspace workspace = new Workspace(folder);
        return Files.exists(workspace.database())
                ? open(folder, catalog)
                : new Anneal(workspace, MemoryStore.open(), catalog);
    }

    /** Opens a home that must be there already. @throws AnnealException not-found, saying how one comes to be */
    public static Anneal openExisting(Path folder) {
        if (!Files.exists(new Workspace(folder).database())) {
            throw AnnealException.notFound(
                    "no-home",
                    "there is no home at " + folder
                            + ": nothing has run here yet. `anneal run FILE` makes one; --home FOLDER names another.");
        }
        return open(folder);
    }

    public Home home() {
        return home;
    }

    public Store store() {
        return home.store();
    }

    public Clock clock() {
        return clock;
    }

    /** How much there is on the home of what attempts take. */
    public Capacity capacity() {
        Pools pools = new Pools(store());
        Map<String, Long> amounts = new TreeMap<>();
        Pools.BUILT_IN.forEach(name -> amounts.put(name, pools.size(name)));
        pools.named().forEach(name -> amounts.put(name, pools.size(name)));
        return new Capacity(amounts);
    }

    /** @throws AnnealException environment, naming every plugin of the home that is broken */
    public TaskCatalog catalog() {
        if (catalog == null) {
            catalog = catalog(home.workspace().home());
        }
        return catalog;
    }

    /**
     * The task types that are known in a home: Anneal's own, and those of its plugins. The home need not exist.
     *
     * @throws AnnealException environment, naming every plugin that is broken
     */
    public static TaskCatalog catalog(Path home) {
        return plugins(home).catalog();
    }

    /** The plugins of a home, the broken ones too. */
    public static Plugins plugins(Path home) {
        return Plugins.in(new Workspace(home).plugins(), TaskCatalog.ofClassPath());
    }

    /** Reads and plans workflow files; needs no home. */
    public static WorkflowFiles workflowFiles(TaskCatalog catalog) {
        return new WorkflowFiles(reader(catalog), new Planner(catalog));
    }

    /** Reads workflow files without planning them; needs no home. */
    public static WorkflowReader reader(TaskCatalog catalog) {
        return new WorkflowReader(catalog, new QuartzCron());
    }

    public Engine engine() {
        if (engine == null) {
            Engine made = new Engine(
                    home,
                    catalog(),
                    clock,
                    environment(),
                    Workers.launch(home.workspace().home()));
            engine = made;
            listening = home.neighbours().listen(made::nudged);
        }
        return engine;
    }

    public RunOrders orders() {
        return new RunOrders(store(), clock, new RunIds());
    }

    public Chains chains() {
        return new Chains(home, engine(), orders(), clock);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("anneal", Release.number());
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        environment.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        catalog()
                .plugins()
                .forEach(plugin -> environment.put(
                        "plugin:" + plugin.name(), plugin.digest().hex()));
        return environment;
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close();
        }
        if (engine != null) {
            engine.close();
        }
        home.store().close();
    }
}
