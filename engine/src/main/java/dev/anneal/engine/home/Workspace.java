package dev.anneal.engine.home;

import java.nio.file.Path;

/**
 * Where things lie in a home.
 *
 * @param home absolute path of the {@code .anneal} folder
 */
public record Workspace(Path home) {

    public Path database() {
        return home.resolve("anneal.db");
    }

    public Path artifacts() {
        return home.resolve("artifacts");
    }

    public Path archives() {
        return home.resolve("archives");
    }

    public Path locks() {
        return home.resolve("locks");
    }

    /** Task types of the home's own; there need be no such folder. */
    public Path plugins() {
        return home.resolve("plugins");
    }

    /** A folder that outlives runs, such as {@code predictions}. */
    public Path lasting(String name) {
        return home.resolve(name);
    }

    /** Everything of one run that is not in the database: gone some time after its archive is sealed. */
    public Path run(String run) {
        return home.resolve("runs").resolve(run);
    }

    public Path logs(String run) {
        return run(run).resolve("logs");
    }

    public Path log(String run, String task, int attempt) {
        return logs(run).resolve(task + "." + attempt + ".log");
    }

    public Path attempt(String run, String task, int attempt) {
        return run(run).resolve("attempts").resolve(task + "." + attempt);
    }
}
