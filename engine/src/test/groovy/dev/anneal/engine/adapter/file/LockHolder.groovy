package dev.anneal.engine.adapter.file

import groovy.transform.CompileStatic
import java.nio.file.Path

/**
 * Another process that wants a run: says whether it got it, and keeps it until it is killed. With {@code release} it
 * lets the run go after a byte of input; with {@code look} it lets it go and asks for ever whether the run is free; with
 * another run's id it says when that one is free.
 */
@CompileStatic
class LockHolder {

    static void main(String[] arguments) {
        def out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true)
        def locks = new RunLocks(Path.of(arguments[0]))
        def lock = locks.tryAcquire(arguments[1])
        if (arguments[2].length() == 12) {
            locks.awaitFree(arguments[2]) { out.println('free') }
        }
        if (arguments[2] == 'look') {
            lock.get().close()
            out.println('looks')
            while (true) {
                locks.isFree(arguments[1])
            }
        }
        out.println(lock.present ? 'held' : 'taken')
        System.in.read()
        if (arguments[2] == 'release') {
            lock.get().close()
            out.println('released')
            System.in.read()
        }
    }
}
