package dev.anneal.runner.serve;

import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tells when something in some folders has changed, as the operating system reports it. For one thread. */
final class FolderWatch implements AutoCloseable {

    private static final long QUIET_MILLIS = 150;
    private static final int MOST_ROUNDS = 20;

    private final WatchService watcher;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    FolderWatch() {
        try {
            this.watcher = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw AnnealException.environment("watch", "cannot watch folders: " + e.getMessage(), e);
        }
    }

    /** Watches these folders from now on, and no others. */
    void watch(Set<Path> folders) {
        keys.entrySet().removeIf(entry -> {
            boolean gone = !folders.contains(entry.getKey());
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
        });
        for (Path folder : folders) {
            try {
                if (!keys.containsKey(folder)) {
                    keys.put(
                            folder,
                            folder.register(
                                    watcher,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
                }
            } catch (NoSuchFileException gone) {
                keys.remove(folder);
            } catch (IOException e) {
                throw AnnealException.environment("watch", "cannot watch " + folder + ": " + e.getMessage(), e);
            }
        }
    }

    /** Whether it watches just these: a folder that was removed and made again is a new one. */
    boolean watches(Set<Path> folders) {
        return keys.keySet().equals(folders);
    }

    /** Whether something changed within this time; returns early when it did. */
    boolean changed(long millis) throws InterruptedException {
        WatchKey key = watcher.poll(millis, TimeUnit.MILLISECONDS);
        boolean changed = key != null;
        while (key != null) {
            key.pollEvents();
            if (!key.reset()) {
                keys.values().remove(key);
            }
            key = watcher.poll();
        }
        return changed;
    }

    /** Waits until nothing has changed for a moment: an editor writes a file in several steps, and half a file is bad. */
    void settle() throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS && changed(QUIET_MILLIS); round++) {
            // what changed is read when it is quiet
        }
    }

    @Override
    public void close() {
        try {
            watcher.close();
        } catch (IOException e) {
            throw AnnealException.environment("watch", "cannot stop watching folders: " + e.getMessage(), e);
        }
    }
}
