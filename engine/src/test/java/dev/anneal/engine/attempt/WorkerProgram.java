package dev.anneal.engine.attempt;

import dev.anneal.engine.adapter.archive.TarZstdArchiver;
import dev.anneal.engine.adapter.file.FileArtifactStore;
import dev.anneal.engine.adapter.file.RunLocks;
import dev.anneal.engine.adapter.sqlite.SqliteStore;
import dev.anneal.engine.home.Home;
import dev.anneal.engine.home.Neighbours;
import dev.anneal.engine.home.Workspace;
import dev.anneal.engine.task.TaskCatalog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The main class of workers in specs. Arguments: home, an attempt's folder. */
public final class WorkerProgram {

    private WorkerProgram() {}

    public static void main(String[] arguments) {
        Home home = home(Path.of(arguments[0]));
        new Worker(home, catalog(), Clock.systemUTC()).work(Path.of(arguments[1]));
        System.exit(0);
    }

    static Home home(Path folder) {
        Workspace workspace = new Workspace(folder);
        return new Home(
                workspace,
                SqliteStore.open(workspace.database()),
                new FileArtifactStore(workspace.artifacts()),
                new TarZstdArchiver(),
                new RunLocks(workspace.locks().resolve("runs")),
                new RunLocks(workspace.locks().resolve("chains")),
                Neighbours.NONE);
    }

    static TaskCatalog catalog() {
        return new TaskCatalog(List.of(new WorkerTask()), List.of());
    }
}
