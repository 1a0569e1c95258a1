package dev.anneal.engine.adapter.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A process that owns a run.
 *
 * @param bootId of the machine, which changes when it starts anew; empty where the system has none
 * @param startedAt when the process started, which tells it from a later one with the same number
 * @param host name of the machine or container
 */
public record Owner(String bootId, long pid, Instant startedAt, String host) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    static Owner self() {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(text(BOOT_ID), process.pid(), startOf(process), text(HOST));
    }

    static Owner of(Map<String, Object> note) {
        return new Owner(
                String.valueOf(note.get("bootId")),
                note.get("pid") instanceof BigDecimal pid ? pid.longValue() : 0,
                note.get("startedAt") instanceof String moment ? Instant.parse(moment) : Instant.EPOCH,
                String.valueOf(note.get("host")));
    }

    /** False where it is known to be dead: before the last boot, or not among this host's processes. */
    boolean mayLive(Owner seenFrom) {
        if (!bootId.equals(seenFrom.bootId)) {
            return false;
        }
        boolean otherProcessNumbers = !host.equals(seenFrom.host);
        return otherProcessNumbers
                || ProcessHandle.of(pid)
                        .filter(process -> startOf(process).equals(startedAt))
                        .isPresent();
    }

    /** {@code process 1234 on build-7, started 2026-03-01T12:00:00Z}. */
    @Override
    public String toString() {
        return "process " + pid + (host.isEmpty() ? "" : " on " + host) + ", started " + startedAt;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
