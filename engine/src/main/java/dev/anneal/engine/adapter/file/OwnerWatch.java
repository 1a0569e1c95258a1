package dev.anneal.engine.adapter.file;

import dev.anneal.engine.adapter.socket.SocketFolder;
import dev.anneal.engine.home.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The other end of {@link OwnerLine}s: waits on one thread for all runs that somebody wants to hear of. Not by a lock
 * that is waited for: the system takes two processes that each wait for a run of the other for a deadlock, and a wait
 * could only be given up by closing the file, which drops every lock that the process has.
 */
final class OwnerWatch implements AutoCloseable {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final SocketFolder folder;
    private final Predicate<String> free;
    private final Selector selector;
    private final Queue<Wait> changed = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Wait> looks = new PriorityQueue<>(Comparator.comparingLong(wait -> wait.lookAt));
    private final long origin = System.nanoTime();
    private volatile boolean closed;

    /** @param free whether nobody holds a run */
    private OwnerWatch(SocketFolder folder, Predicate<String> free) throws IOException {
        this.folder = folder;
        this.free = free;
        this.selector = Selector.open();
    }

    static OwnerWatch start(SocketFolder folder, Predicate<String> free) throws IOException {
        OwnerWatch watch = new OwnerWatch(folder, free);
        Thread thread = new Thread(watch::run, "anneal-owner-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** One who waits. All but {@code over} belongs to the thread of the watch. */
    private final class Wait implements Ownership.Waiting {

        private final String run;
        private final Runnable whenFree;
        private volatile boolean over;
        private long pause = FIRST_PAUSE;
        private long lookAt;

        Wait(String run, Runnable whenFree) {
            this.run = run;
            this.whenFree = whenFree;
        }

        @Override
        public void close() {
            over = true;
            tell(this);
        }
    }

    Ownership.Waiting await(String run, Runnable whenFree) {
        Wait wait = new Wait(run, whenFree);
        tell(wait);
        return wait;
    }

    private void tell(Wait wait) {
        changed.add(wait);
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select(timeout());
                List<SelectionKey> ended = List.copyOf(selector.selectedKeys());
                selector.selectedKeys().clear();
                ended.forEach(this::lineEnded);
                for (Wait wait = changed.poll(); wait != null; wait = changed.poll()) {
                    begin(wait);
                }
                while (!looks.isEmpty() && looks.element().lookAt <= now()) {
                    look(looks.remove());
                }
            }
            selector.keys().forEach(OwnerWatch::hangUp);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wait for other owners of runs", e);
        }
    }

    /** In milliseconds, as {@code select} wants it: 0 for as long as it takes. */
    private long timeout() {
        Wait next = looks.peek();
        return next == null ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, next.lookAt - now()));
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    /** Nothing is ever said on a line: that it can be read means that it has ended. */
    private void lineEnded(SelectionKey line) {
        hangUp(line);
        look((Wait) line.attachment());
    }

    private void begin(Wait wait) {
        if (wait.over) {
            looks.remove(wait);
            selector.keys().stream().filter(line -> line.attachment() == wait).forEach(OwnerWatch::hangUp);
        } else {
            look(wait);
        }
    }

    /** Takes the owner's line, where there is one; else sees whether there is an owner, and looks again if so. */
    private void look(Wait wait) {
        if (wait.over || closed) {
            return;
        }
        if (connected(wait)) {
            wait.pause = FIRST_PAUSE;
        } else if (free.test(wait.run)) {
            wait.over = true;
            call(wait.whenFree);
        } else {
            wait.lookAt = now() + wait.pause;
            wait.pause = Math.min(2 * wait.pause, LONGEST_PAUSE);
            looks.add(wait);
        }
    }

    private boolean connected(Wait wait) {
        SocketChannel line;
        try {
            line = folder.connect(wait.run + OwnerLine.SUFFIX);
        } catch (IOException nobodyListens) {
            return false;
        }
        try {
            line.register(selector, SelectionKey.OP_READ, wait);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void hangUp(SelectionKey line) {
        try {
            line.channel().close();
        } catch (IOException closedAnyway) {
            assert !line.channel().isOpen();
        }
    }

    private static void call(Runnable whenFree) {
        try {
            whenFree.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
        Thread.interrupted(); // Which would keep the selector from waiting.
    }

    /** Gives up every wait: its thread ends. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
