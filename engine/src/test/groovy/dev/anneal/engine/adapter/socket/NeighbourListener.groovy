package dev.anneal.engine.adapter.socket

import groovy.transform.CompileStatic
import java.nio.file.Path

/** Another process that listens to its neighbours, and says each time that it was told; until it is killed. */
@CompileStatic
class NeighbourListener {

    static void main(String[] arguments) {
        def out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true)
        def listening = new SocketNeighbours(Path.of(arguments[0])).listen { out.println('nudged') }
        out.println(listening.reachable() ? 'listening' : 'deaf')
        System.in.read()
    }
}
