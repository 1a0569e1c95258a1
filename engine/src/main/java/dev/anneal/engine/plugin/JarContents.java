package dev.anneal.engine.plugin;

import dev.anneal.engine.artifact.Digest;
import dev.anneal.engine.artifact.FolderListing;
import dev.anneal.engine.codec.Json;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.CommandTask;
import dev.anneal.engine.task.EffectHandler;
import dev.anneal.engine.task.Plugin;
import dev.anneal.engine.task.TaskType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** What a plugin's jars say of themselves, without a class of theirs being loaded. */
final class JarContents {

    /**
     * A line of a service file.
     *
     * @param kind the interface that the file is named after
     * @param provider name of the class
     */
    record Service(Class<?> kind, String provider) {
        @Override
        public String toString() {
            return SERVICES + kind.getName() + " names " + provider;
        }
    }

    static final String SERVICES = "META-INF/services/";

    /** The service files that are read. */
    static final List<Class<?>> KINDS = List.of(CodeTask.class, CommandTask.class, TaskType.class, EffectHandler.class);

    private static final int CHUNK = 1 << 16;

    private final PluginFile file;
    private final List<Service> services = new ArrayList<>();
    private final List<FolderListing.Entry> entries = new ArrayList<>();
    private @Nullable String version;

    /** @throws AnnealException environment, where one of the jars is none, or leads to others that do not belong to it */
    JarContents(PluginFile file) {
        this.file = file;
        file.jars().forEach(this::read);
    }

    List<Service> services() {
        return List.copyOf(services);
    }

    Plugin plugin() {
        Digest digest = file.folder()
                ? Json.digest(new FolderListing(entries))
                : entries.get(0).digest();
        return new Plugin(file.name(), file.file(), version, digest, file.jars());
    }

    private void read(Path jar) {
        try {
            entries.add(new FolderListing.Entry(String.valueOf(jar.getFileName()), digest(jar), Files.size(jar)));
            try (JarFile opened = new JarFile(jar.toFile(), false)) {
                Manifest manifest = opened.getManifest();
                if (manifest != null) {
                    read(jar, manifest.getMainAttributes());
                }
                for (Class<?> kind : KINDS) {
                    read(kind, opened);
                }
            }
        } catch (AccessDeniedException e) {
            throw unreadable(jar + " cannot be read: permission denied. Let the user who runs Anneal read it.", e);
        } catch (NoSuchFileException e) {
            throw unreadable(jar + " leads nowhere. Put the jar itself there.", e);
        } catch (IOException | SecurityException e) {
            throw unreadable(jar + " is no jar that can be read: " + e.getMessage() + ". Copy or build it again.", e);
        }
    }

    private void read(Path jar, Attributes manifest) {
        if (version == null) {
            version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        }
        String classPath = manifest.getValue(Attributes.Name.CLASS_PATH);
        for (String entry :
                classPath == null ? new String[0] : classPath.strip().split("\\s+", -1)) {
            Path led = led(jar, entry);
            if (led != null && !file.jars().contains(led) && Files.exists(led)) {
                throw unreadable(
                        "the manifest of " + jar + " leads to " + led
                                + ", of which the plugin's digest would not tell. Put that beside it, into a folder plugins/NAME/.",
                        null);
            }
        }
    }

    private static @Nullable Path led(Path jar, String entry) {
        try {
            URI uri = jar.toUri().resolve(entry);
            return "file".equals(uri.getScheme()) ? Path.of(uri).normalize() : null;
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException unusable) {
            // A class loader leaves it aside too.
            return null;
        }
    }

    private void read(Class<?> kind, JarFile jar) throws IOException {
        ZipEntry entry = jar.getEntry(SERVICES + kind.getName());
        if (entry == null) {
            return;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .filter(name -> services.stream()
                            .noneMatch(known -> known.provider().equals(name)))
                    .forEach(name -> services.add(new Service(kind, name)));
        }
    }

    private static Digest digest(Path jar) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(jar)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return Digest.of(digest);
    }

    private static AnnealException unreadable(String message, @Nullable Exception cause) {
        return AnnealException.environment("broken-plugin", message, cause);
    }
}
