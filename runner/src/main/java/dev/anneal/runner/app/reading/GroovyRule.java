package dev.anneal.runner.app.reading;

import dev.anneal.dsl.WorkflowReader;
import dev.anneal.engine.problem.AnnealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which Groovy files may be read, which is to say run. Files of the other form are data, and nobody's concern here. */
@FunctionalInterface
public interface GroovyRule {

    /** All of them: whoever names a file on the command line wants it run. */
    GroovyRule ANY = file -> {};

    /** None of them. */
    GroovyRule NONE = file -> {
        if (WorkflowReader.isCode(file)) {
            throw refused(file, "it is Groovy, which is code, and --yaml-only refuses that. Write it in YAML.");
        }
    };

    /** @throws AnnealException bad input, saying why this file may not be read */
    void check(Path file);

    /**
     * Those below these folders, where nobody but their owner can have put them: what a link leads to outside does not
     * count, nor what others may write.
     */
    static GroovyRule below(List<Path> folders) {
        List<Path> named = List.copyOf(folders);
        return file -> {
            if (WorkflowReader.isCode(file)) {
                checkBelow(file, named);
            }
        };
    }

    private static void checkBelow(Path file, List<Path> folders) {
        try {
            Path real = file.toRealPath();
            List<Path> trusted = new ArrayList<>();
            for (Path folder : folders) {
                trusted.add(folder.toRealPath());
            }
            Path folder = trusted.stream().filter(real::startsWith).findFirst().orElse(null);
            if (folder == null) {
                String names = trusted.stream().map(Path::toString).collect(Collectors.joining(", "));
                throw refused(
                        file,
                        "it is Groovy, which is code, and "
                                + (real.equals(file.toAbsolutePath().normalize())
                                        ? ""
                                        : "leads to " + real + ", which ")
                                + "is not below a folder whose code is run (" + names
                                + "). Move it there, or name its folder with --groovy-from.");
            }
            for (Path at = real; at != null && at.startsWith(folder); at = at.getParent()) {
                checkWritable(file, at);
            }
        } catch (IOException e) {
            throw AnnealException.environment(
                    "workflow-file", file + ": cannot find out who may write it: " + e.getMessage(), e);
        }
    }

    private static void checkWritable(Path file, Path at) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(at, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes attributes = view.readAttributes();
        // A group of the owner's own name is the owner: most systems give each user one.
        boolean byGroup = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.group().getName().equals(attributes.owner().getName());
        boolean byAll = attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        if (byAll || byGroup) {
            throw refused(
                    file,
                    "it is Groovy, which is code, and "
                            + (byAll
                                    ? "everybody"
                                    : "the group '" + attributes.group().getName() + "'")
                            + " may write " + at + ". Take that right away (chmod " + (byAll ? "o" : "g") + "-w " + at
                            + "), or write the file in YAML.");
        }
    }

    private static AnnealException refused(Path file, String why) {
        return AnnealException.badInput("groovy-refused", file + ": " + why);
    }
}
