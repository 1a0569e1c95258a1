package dev.anneal.runner.testing

import java.nio.file.Files
import java.nio.file.Path

/** A disk of a few kilobytes: a tmpfs, which only root may mount, and not in every container. Closing it unmounts it. */
class SmallDisk implements Closeable {

    static final String WHY = 'a small disk is a tmpfs, which cannot be mounted here: that takes root, and a container that lets it'

    private final Path folder
    private boolean mounted

    /** @param folder where it is mounted; made */
    SmallDisk(Path folder, String size) {
        this.folder = Files.createDirectories(folder)
        assert command('mount', '-t', 'tmpfs', '-o', "size=$size", 'tmpfs', folder) == 0
        mounted = true
    }

    /** Whether one can be had here: tried. */
    static boolean available() {
        def folder = Files.createTempDirectory('anneal-disk')
        try {
            if (command('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder) != 0) {
                return false
            }
            return command('umount', folder) == 0
        } catch (IOException none) {
            return false
        } finally {
            Files.deleteIfExists(folder)
        }
    }

    /** Makes room. */
    void resize(String size) {
        assert command('mount', '-o', "remount,size=$size", folder) == 0
    }

    void readOnly() {
        assert command('mount', '-o', 'remount,ro', folder) == 0
    }

    void writable() {
        assert command('mount', '-o', 'remount,rw', folder) == 0
    }

    @Override
    void close() {
        if (mounted) {
            mounted = false
            // Lazily: what a failed feature has left open there must not keep the folder.
            command('umount', '-l', folder)
        }
    }

    private static int command(Object... words) {
        def process = new ProcessBuilder(words*.toString()).redirectErrorStream(true).start()
        process.inputStream.readAllBytes()
        process.waitFor()
    }
}
