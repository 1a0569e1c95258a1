package dev.anneal.engine.adapter.socket;

import dev.anneal.engine.home.Neighbours;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Neighbours by Unix domain sockets: each listener has one in the home's folder for them, and a nudge is a connection,
 * without a word. A socket that refuses is one whose process died, and is removed. Thread-safe.
 */
public final class SocketNeighbours implements Neighbours {

    private static final String SUFFIX = ".sock";
    private static final int BACKLOG = 64;
    private static final int DIGITS = 36;

    private final SocketFolder folder;
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    /** @param home in which {@code neighbours} is made when the first process listens */
    public SocketNeighbours(Path home) {
        this.folder = new SocketFolder(home, "neighbours");
    }

    @Override
    public void nudge() {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(folder.path(), "*" + SUFFIX)) {
            for (Path socket : sockets) {
                String name = String.valueOf(socket.getFileName());
                if (!own.contains(name)) {
                    nudge(socket, name);
                }
            }
        } catch (IOException | DirectoryIteratorException nobodyListens) {
            return;
        }
    }

    /** One that has too many nudges waiting is told by those. */
    private void nudge(Path socket, String name) {
        try {
            folder.connect(name).close();
        } catch (ConnectException dead) {
            remove(socket);
        } catch (IOException gone) {
            return;
        }
    }

    /** What cannot be removed is found dead by the next nudge, and harms nobody. */
    private static void remove(Path socket) {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException left) {
            return;
        }
    }

    @Override
    public Listening listen(Runnable onNudge) {
        long mark = System.nanoTime();
        while (true) {
            String name = ProcessHandle.current().pid() + "-" + Long.toString(mark & Long.MAX_VALUE, DIGITS) + SUFFIX;
            if (own.add(name)) {
                return listen(name, onNudge);
            }
            mark++;
        }
    }

    private Listening listen(String name, Runnable onNudge) {
        try {
            ServerSocketChannel server = bound(name);
            return new Ear(name, folder.path().resolve(name), server, onNudge).start();
        } catch (IOException noSockets) {
            own.remove(name);
            return new Deaf();
        }
    }

    /** Bound under another name at first: between its making and its listening a socket refuses as a dead one does. */
    private ServerSocketChannel bound(String name) throws IOException {
        String draft = name.substring(0, name.length() - SUFFIX.length());
        ServerSocketChannel server = folder.listen(draft, BACKLOG);
        try {
            Path path = folder.path();
            Files.move(path.resolve(draft), path.resolve(name));
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A listener that nobody can reach. */
    private static final class Deaf implements Listening {

        @Override
        public boolean reachable() {
            return false;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    /** A listener's socket and the thread that waits at it. */
    private final class Ear implements Listening {

        private final String name;
        private final Path socket;
        private final NudgeLoop loop;

        Ear(String name, Path socket, ServerSocketChannel server, Runnable onNudge) {
            this.name = name;
            this.socket = socket;
            this.loop = new NudgeLoop(server, onNudge);
        }

        Ear start() {
            Thread thread = new Thread(loop, "anneal-neighbours");
            thread.setDaemon(true);
            thread.start();
            return this;
        }

        @Override
        public boolean reachable() {
            return true;
        }

        @Override
        public void close() {
            remove(socket);
            loop.close();
            own.remove(name);
        }
    }
}
