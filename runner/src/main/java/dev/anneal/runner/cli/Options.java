package dev.anneal.runner.cli;

import dev.anneal.engine.task.TaskCatalog;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.HomeFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that works on a home takes. */
final class Options {

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Where state lives; by default ANNEAL_HOME, else the nearest .anneal upwards.")
    private @Nullable Path home;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    boolean json() {
        return json;
    }

    Path folder() {
        String named = System.getenv("ANNEAL_HOME");
        Path wanted = home != null ? home : named == null || named.isEmpty() ? null : Path.of(named);
        return HomeFolder.locate(wanted, Path.of(""));
    }

    /** Opens the home, creating it where there is none. */
    Anneal open() {
        return Anneal.open(folder());
    }

    /** As {@link #open()}, with the catalog of that home. */
    Anneal open(TaskCatalog catalog) {
        return Anneal.open(folder(), catalog);
    }

    /** Opens a home that must be there. */
    Anneal openExisting() {
        return Anneal.openExisting(folder());
    }

    Terminal terminal() {
        var line = command.commandLine();
        return Terminal.of(line.getOut(), line.getErr(), System.getenv());
    }
}
