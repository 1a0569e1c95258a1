package dev.anneal.runner.testing

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** Real `anneal` processes on one home, and what their tasks leave behind. */
abstract class TwoProcesses extends Specification {

    @TempDir
    Path folder

    CommandLines home
    Path ran
    List<Child> children = []
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
        ran = folder.resolve('ran')
    }

    void cleanup() {
        children.findAll { it.running() }.each { it.kill() }
    }

    Child start(Object... arguments) {
        def child = Child.start(home.home, arguments)
        children << child
        child
    }

    Path write(String name, String text) {
        def file = folder.resolve(name)
        Files.createDirectories(file.parent)
        Files.writeString(file, text.stripIndent())
    }

    /** Lines that tasks left, in the order of time. */
    List<String> lines() {
        Files.exists(ran) ? Files.readAllLines(ran) : []
    }

    /** Waits for a line that a task is to leave. */
    void await(String line) {
        soon.eventually { assert line in lines(): children.join('\n') }
    }

    /** Lets go on what waits for this name. */
    void let(String name) {
        Files.createFile(folder.resolve(name))
    }

    /** A command's part that goes on when {@link #let} was called. */
    String until(String name) {
        "while [ ! -e ${folder.resolve(name)} ]; do sleep 0.02; done"
    }

    /** A command's part that leaves a line. */
    String leave(String line) {
        "echo $line >> $ran"
    }

    /** The number of a process that was left as a line {@code pid N}. */
    List<Long> pids() {
        lines().findAll { it.startsWith('pid ') }.collect { it.substring(4) as long }
    }

    static boolean lives(long pid) {
        ProcessHandle.of(pid).filter { it.alive }.present
    }

    static void signal(Child child, String name) {
        assert ['kill', "-$name", child.pid().toString()].execute().waitFor() == 0
    }

    List<Map> runs() {
        home.json('runs') as List<Map>
    }

    /** The ids of runs of a workflow, the newest first. */
    List<String> ids(String workflow) {
        runs().findAll { it.workflow == workflow }*.id
    }
}
