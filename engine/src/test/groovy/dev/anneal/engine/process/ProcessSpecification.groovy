package dev.anneal.engine.process

import dev.anneal.engine.task.CommandTask.Command

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.FutureTask
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

/** Real processes, of an attempt that no other spec has. What is left of them when a feature ends is killed. */
@Requires(value = { os.linux }, reason = 'processes are found by their environment on Linux only')
abstract class ProcessSpecification extends Specification {

    static final Duration LONG = Duration.ofSeconds(60)
    static final Duration SHORT = Duration.ofMillis(200)

    @TempDir
    Path folder
    ProcessMark mark
    private final List<Thread> threads = []

    def setup() {
        mark = new ProcessMark("run${System.nanoTime()}", 'train', 1, 7)
    }

    def cleanup() {
        Processes.ofRun(mark.run()).end(Duration.ZERO)
        threads*.interrupt()
        threads*.join()
    }

    Path at(String name) {
        folder.resolve('work').resolve(name)
    }

    LocalProcess process(Duration grace = LONG) {
        new LocalProcess(folder, folder.resolve('log'), mark, grace)
    }

    Command sh(String text, Map<String, String> environment = [:]) {
        new Command(['sh', '-c', text], environment, folder.resolve('work'))
    }

    /** On a thread of its own, which the feature may interrupt. */
    Background inBackground(Callable<?> work) {
        def future = new FutureTask(work)
        def thread = Thread.start { future.run() }
        threads << thread
        new Background(thread, future)
    }

    static class Background {
        final Thread thread
        private final FutureTask<?> future

        Background(Thread thread, FutureTask<?> future) {
            this.thread = thread
            this.future = future
        }

        /** What came of it, or what it threw. */
        Object get() {
            try {
                return future.get()
            } catch (java.util.concurrent.ExecutionException e) {
                return e.cause
            }
        }
    }

    /** Waits for something that other processes do. */
    static void until(Closure<Boolean> condition) {
        long end = System.nanoTime() + LONG.toNanos()
        while (!condition()) {
            assert System.nanoTime() < end : 'it did not happen'
            Thread.onSpinWait()
        }
    }

    /** The text of a file that a command writes with one {@code echo}. */
    String told(String name) {
        until { Files.exists(at(name)) && Files.size(at(name)) > 0 }
        Files.readString(at(name)).strip()
    }

    static boolean lives(long pid) {
        ProcessTable.entry(pid).present
    }

    List<ProcessHandle> alive() {
        Processes.of(mark).alive()
    }
}
