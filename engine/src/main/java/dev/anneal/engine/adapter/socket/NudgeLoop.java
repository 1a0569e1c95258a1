package dev.anneal.engine.adapter.socket;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for connections and calls back once for all that have come. */
final class NudgeLoop implements Runnable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocketChannel server;
    private final Runnable onNudge;

    NudgeLoop(ServerSocketChannel server, Runnable onNudge) {
        this.server = server;
        this.onNudge = onNudge;
    }

    @Override
    public void run() {
        while (server.isOpen()) {
            try {
                acceptAll();
            } catch (IOException tooManyFiles) {
                // Or closed, which ends the loop. A connection that could not be accepted is there still.
                LockSupport.parkNanos(server.isOpen() ? PAUSE : 0);
                continue;
            }
            if (server.isOpen()) {
                call();
            }
        }
    }

    /** Waits for the first, and takes those that have come with it. */
    private void acceptAll() throws IOException {
        server.configureBlocking(true);
        SocketChannel nudge = server.accept();
        server.configureBlocking(false);
        while (nudge != null) {
            nudge.close();
            nudge = server.accept();
        }
    }

    private void call() {
        try {
            onNudge.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
        Thread.interrupted(); // Which would close the channel at the next wait.
    }

    void close() {
        try {
            server.close();
        } catch (IOException closedAnyway) {
            assert !server.isOpen();
        }
    }
}
