package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.reading.ReadOutcome;
import dev.anneal.runner.app.reading.ReaderFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal read-file FILE}: what a Groovy file is read in while somebody serves. Nobody types it. */
@Command(name = "read-file", hidden = true, description = "Reads a workflow file, for the process that started it.")
final class ReadFileCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "FILE", description = "The workflow file.")
    private Path file = Path.of("");

    @Option(names = "--into", paramLabel = "FOLDER", required = true, description = "Where the outcome is left.")
    private Path into = Path.of("");

    @Option(names = "--seconds", paramLabel = "N", required = true, description = "After how long this process ends.")
    private long seconds;

    @Override
    public Integer call() throws IOException {
        ReaderFolder folder = new ReaderFolder(into);
        Thread bound = new Thread(this::end, "anneal-bound");
        bound.setDaemon(true);
        bound.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tellExit(folder), "anneal-exit"));
        ReadOutcome outcome = ReadOutcome.of(
                file, () -> Anneal.reader(Anneal.catalog(options.folder())).read(file));
        folder.leave(Json.write(outcome));
        // Threads that the file started are not waited for.
        Runtime.getRuntime().halt(0);
        return 0;
    }

    /** Nobody may be left to stop this process. */
    private void end() {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ErrorText.FAULT);
    }

    private static void tellExit(ReaderFolder folder) {
        try {
            folder.leaveExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
