package dev.anneal.engine.adapter.socket;

import dev.anneal.engine.artifact.Digest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder that Unix domain sockets lie in. Their paths may have about a hundred bytes: where the folder's own path is
 * too long for that, a short one below the system's folder for temporary files stands in for it, the same for every
 * process, and closed to other users.
 */
public final class SocketFolder {

    /** Of a socket's path, in bytes: 103 fit on macOS, 107 on Linux. */
    private static final int LONGEST_PATH = 100;

    private static final int LONGEST_NAME = 30;
    private static final int DIGITS = 24;
    private static final Set<PosixFilePermission> MINE = PosixFilePermissions.fromString("rwx------");

    private final Path above;
    private final String name;

    /**
     * @param above a folder, made when the first socket is
     * @param name of a folder in it, for the sockets if their paths are short enough
     */
    public SocketFolder(Path above, String name) {
        this.above = above.toAbsolutePath();
        this.name = name;
    }

    /**
     * Where the sockets lie: decided by the real path, so that whichever way a process came to the folder it finds the
     * same.
     *
     * @throws IOException where the folder above is not there
     */
    public Path path() throws IOException {
        Path real = real();
        return isShort(real) ? real : standIn(real);
    }

    private Path real() throws IOException {
        return above.toRealPath().resolve(name);
    }

    private static boolean isShort(Path folder) {
        return folder.toString().getBytes(StandardCharsets.UTF_8).length + 1 + LONGEST_NAME <= LONGEST_PATH;
    }

    private static Path standIn(Path folder) {
        String digits = Digest.of(folder.toString()).hex().substring(0, DIGITS);
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve("anneal-" + digits);
    }

    /**
     * Listens under a name, which nobody else must have.
     *
     * @param name of 30 bytes at most
     * @param backlog how many may have connected without having been accepted
     * @throws IOException also where the system has no such sockets
     */
    public ServerSocketChannel listen(String name, int backlog) throws IOException {
        Path folder = made();
        ServerSocketChannel server = open(ServerSocketChannel::open);
        try {
            server.bind(UnixDomainSocketAddress.of(folder.resolve(name)), backlog);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Connects without waiting for whoever listens there.
     *
     * @throws java.net.ConnectException where nobody listens any more
     * @throws IOException where there is no such socket, or too many have connected and wait
     */
    public SocketChannel connect(String name) throws IOException {
        Path socket = path().resolve(name);
        SocketChannel channel = open(SocketChannel::open);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new FileSystemException(socket.toString(), null, "too many wait there");
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What opens a kind of channel. */
    private interface Opening<C> {
        C open(StandardProtocolFamily family) throws IOException;
    }

    private static <C> C open(Opening<C> opening) throws IOException {
        try {
            return opening.open(StandardProtocolFamily.UNIX);
        } catch (UnsupportedOperationException noSuchSockets) {
            throw new IOException("the system has no Unix domain sockets", noSuchSockets);
        }
    }

    private Path made() throws IOException {
        Files.createDirectories(above);
        Path real = real();
        return isShort(real) ? Files.createDirectories(real) : madeStandIn(standIn(real));
    }

    /** Others may write in the folder for temporary files: one of theirs in its place is refused. */
    private static Path madeStandIn(Path folder) throws IOException {
        FileAttribute<?>[] attributes =
                folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(MINE)}
                        : new FileAttribute<?>[0];
        try {
            return Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException there) {
            boolean closed = attributes.length == 0
                    || Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                            .equals(MINE);
            if (!closed || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(folder.toString(), null, "not a folder that is this user's alone");
            }
            return folder;
        }
    }
}
