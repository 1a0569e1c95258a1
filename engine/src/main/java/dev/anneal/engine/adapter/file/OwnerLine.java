package dev.anneal.engine.adapter.file;

import dev.anneal.engine.adapter.socket.SocketFolder;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * The owner's end of the lines of those who wait for its run: a socket at which nothing is ever said. Whoever has
 * connected to it learns by the end of the connection that the owner has let the run go, or that its process is dead:
 * then the system ends it. Where there can be no socket those who wait look now and then.
 */
final class OwnerLine implements AutoCloseable {

    static final String SUFFIX = ".sock";

    private static final int BACKLOG = 64;

    private final SocketFolder folder;
    private final String run;
    private @Nullable ServerSocketChannel server;
    private boolean hidden;

    private OwnerLine(SocketFolder folder, String run) {
        this.folder = folder;
        this.run = run;
    }

    /** For whoever has the run's lock. The first socket of a process takes a while, which nobody need wait for. */
    static OwnerLine open(SocketFolder folder, String run) {
        OwnerLine line = new OwnerLine(folder, run);
        Thread thread = new Thread(line::listen, "anneal-line-" + run);
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    private synchronized void listen() {
        if (hidden) {
            return;
        }
        try {
            removeSocket(); // A dead owner's.
            server = folder.listen(run + SUFFIX, BACKLOG);
        } catch (IOException noSockets) {
            server = null;
        }
    }

    /** Lets nobody else find it; to be done while the run's lock is held, for the next owner has the same name for its own. */
    synchronized void hide() {
        hidden = true;
        if (server != null) {
            try {
                removeSocket();
            } catch (IOException left) {
                // The next owner tries again.
                assert left != null;
            }
        }
    }

    private void removeSocket() throws IOException {
        Files.deleteIfExists(folder.path().resolve(run + SUFFIX));
    }

    /** Tells who waits; to be done when the run's lock is free. */
    @Override
    public synchronized void close() {
        hidden = true;
        if (server != null) {
            try {
                server.close();
            } catch (IOException closedAnyway) {
                assert !server.isOpen();
            }
        }
    }
}
