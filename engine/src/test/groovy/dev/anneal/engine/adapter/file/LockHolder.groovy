package dev.anneal.engine.adapter.file

import groovy.transform.CompileStatic
import java.nio.file.Path

/** Another process that wants a run: says whether it got it, and keeps it until it is killed. */
@CompileStatic
class LockHolder {

    static void main(String[] arguments) {
        boolean got = new RunLocks(Path.of(arguments[0])).tryAcquire(arguments[1]).present
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true).println(got ? 'held' : 'taken')
        System.in.read()
    }
}
