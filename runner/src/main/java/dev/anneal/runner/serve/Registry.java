package dev.anneal.runner.serve;

import dev.anneal.engine.plan.Plan;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.store.Store;
import dev.anneal.runner.app.WorkflowFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workflows of some folders, as their files last made sense. A file that turns bad keeps its last good version; two
 * files may define the same workflow only if they mean the same. For one thread.
 */
final class Registry {

    /** What is known of a file: how it looked when it was last read, and all that it defined when it was last good. */
    private record Known(long modified, long size, List<Plan> plans) {}

    /** Which file a workflow's name stands for. */
    private record Standing(Path file, Plan plan) {}

    private final List<Path> folders;
    private final WorkflowFiles reader;
    private final Store store;
    private final Clock clock;
    private final Consumer<String> log;
    private final Map<Path, Known> files = new TreeMap<>();
    private final Map<String, Standing> standing = new TreeMap<>();
    private final Set<String> quarrels = new HashSet<>();

    Registry(List<Path> folders, WorkflowFiles reader, Store store, Clock clock, Consumer<String> log) {
        this.folders = List.copyOf(folders);
        this.reader = reader;
        this.store = store;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Reads what is new or has changed since the last call.
     *
     * @return every workflow that is registered now, by name; each once
     */
    Map<String, Plan> refresh() {
        Map<Path, BasicFileAttributes> found = scan();
        Set<Path> gone = new TreeSet<>(files.keySet());
        gone.removeAll(found.keySet());
        for (Path file : gone) {
            log.accept(file + " is gone: its workflows are no longer scheduled");
            files.remove(file);
        }
        found.forEach((file, attributes) -> {
            Known known = files.get(file);
            long modified = attributes.lastModifiedTime().toMillis();
            if (known == null || known.modified() != modified || known.size() != attributes.size()) {
                files.put(file, read(file, modified, attributes.size(), known));
            }
        });
        stand();
        Map<String, Plan> plans = new LinkedHashMap<>();
        standing.forEach((name, there) -> plans.put(name, there.plan()));
        return plans;
    }

    /** Every folder below the ones served, for who watches them. */
    Set<Path> watched() {
        Set<Path> all = new TreeSet<>();
        for (Path folder : folders) {
            walk(folder, all::add, (file, attributes) -> {});
        }
        return all;
    }

    private Known read(Path file, long modified, long size, @Nullable Known before) {
        try {
            return new Known(modified, size, reader.read(file).plans());
        } catch (AnnealException e) {
            log.accept(String.valueOf(e.getMessage()));
            List<Plan> kept = before == null ? List.of() : before.plans();
            log.accept(
                    file + " is bad: " + (kept.isEmpty() ? "it is not registered" : "its last good version goes on"));
            return new Known(modified, size, kept);
        }
    }

    /** Lets each name stand for one file: the one that it stood for, as long as that defines it, else the first. */
    private void stand() {
        Map<String, Standing> chosen = new TreeMap<>();
        files.forEach((file, known) -> known.plans().forEach(plan -> {
            String name = plan.workflow().name();
            Standing before = standing.get(name);
            boolean stood = before != null && before.file().equals(file);
            if (stood || !chosen.containsKey(name)) {
                chosen.put(name, new Standing(file, plan));
            }
        }));
        chosen.forEach((name, now) -> {
            Standing before = standing.get(name);
            if (before == null
                    || !before.plan().digest().equals(now.plan().digest())
                    || !before.file().equals(now.file())) {
                WorkflowFiles.register(now.file(), now.plan(), store, clock);
                log.accept((before == null ? "registered " : "changed ") + name + " (" + now.file() + ")");
            }
        });
        standing.clear();
        standing.putAll(chosen);
        tellQuarrels();
    }

    private void tellQuarrels() {
        Set<String> found = new TreeSet<>();
        files.forEach((file, known) -> known.plans().forEach(plan -> {
            Standing there = standing.get(plan.workflow().name());
            if (there != null && !there.plan().digest().equals(plan.digest())) {
                found.add(file + ": workflow '" + plan.workflow().name() + "' is defined otherwise in " + there.file()
                        + ", which stays. Give one of them another name, or make them the same.");
            }
        }));
        found.stream().filter(quarrel -> !quarrels.contains(quarrel)).forEach(log);
        quarrels.clear();
        quarrels.addAll(found);
    }

    private Map<Path, BasicFileAttributes> scan() {
        Map<Path, BasicFileAttributes> found = new TreeMap<>();
        for (Path folder : folders) {
            walk(folder, ignored -> {}, found::put);
        }
        return found;
    }

    /** What is told of files that may be workflows. */
    private interface FileSink {
        void accept(Path file, BasicFileAttributes attributes);
    }

    private static void walk(Path root, Consumer<Path> folders, FileSink sink) {
        try {
            Files.walkFileTree(root.toAbsolutePath().normalize(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = String.valueOf(folder.getFileName());
                    boolean skipped = name.startsWith(".") || name.equals("target") || name.equals("src");
                    if (skipped && !folder.equals(root.toAbsolutePath().normalize())) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    folders.accept(folder);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = String.valueOf(file.getFileName());
                    boolean workflow = name.endsWith(".groovy") || name.endsWith(".yaml") || name.endsWith(".yml");
                    if (workflow && !name.startsWith(".")) {
                        sink.accept(file, attributes);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw AnnealException.environment("folder", "cannot read " + root + ": " + e.getMessage(), e);
        }
    }
}
