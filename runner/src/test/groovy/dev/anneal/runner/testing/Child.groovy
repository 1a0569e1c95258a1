package dev.anneal.runner.testing

import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import com.fasterxml.jackson.databind.ObjectMapper

/** The {@code anneal} command in a process of its own, with this one's class path. Its output goes to files. */
class Child {

    private final Process process
    private final Path out
    private final Path err

    private Child(Process process, Path out, Path err) {
        this.process = process
        this.out = out
        this.err = err
    }

    static Child start(Path home, Object... arguments) {
        startWith(['-Xmx1g'], home, arguments)
    }

    /** @param jvm options of its JVM */
    static Child startWith(List<String> jvm, Path home, Object... arguments) {
        def folder = Files.createTempDirectory('anneal-child')
        def out = folder.resolve('out')
        def err = folder.resolve('err')
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java')
        def command = [java, *jvm, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', *coverage(), '-cp', System.getProperty('java.class.path'),
                       'dev.anneal.runner.Main', *arguments, '--home', home]*.toString()
        def builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile())
        new Child(builder.start(), out, err)
    }

    /** Runs a command to its end. */
    static Child run(Path home, Object... arguments) {
        def child = start(home, arguments)
        child.await()
        child
    }

    /** What a child executes counts as covered too. */
    private static List<String> coverage() {
        ManagementFactory.runtimeMXBean.inputArguments.findAll { it.startsWith('-javaagent:') && it.contains('jacoco') }
    }

    /** @return the exit code */
    int await() {
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly()
            throw new AssertionError("no end after ten minutes\n$this")
        }
        process.exitValue()
    }

    long pid() {
        process.pid()
    }

    /** Whether it has ended, or does so before that much time has passed. */
    boolean endsWithin(long millis) {
        process.waitFor(millis, TimeUnit.MILLISECONDS)
    }

    boolean running() {
        process.alive
    }

    /** SIGTERM. */
    void stop() {
        process.destroy()
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly().waitFor()
    }

    int code() {
        process.exitValue()
    }

    /** How many bytes it has written to its standard output. */
    long size() {
        Files.size(out)
    }

    byte[] bytes() {
        Files.readAllBytes(out)
    }

    String out() {
        Files.readString(out)
    }

    String err() {
        Files.readString(err)
    }

    Object json() {
        new ObjectMapper().readValue(out(), Object)
    }

    @Override
    String toString() {
        "exit code ${process.alive ? 'none yet' : process.exitValue()}\n--- out\n${out()}--- err\n${err()}"
    }
}
