package dev.anneal.workflows

import java.nio.file.Path

/** Where the examples lie. */
class Examples {

    /** The folder of this module, which the build's working directory is. */
    static final Path FOLDER = Path.of('').toAbsolutePath()

    static Path file(String name) {
        def file = FOLDER.resolve(name)
        assert file.toFile().file: "no example at $file"
        file
    }
}
