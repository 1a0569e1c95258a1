package dev.anneal.engine.testing

import dev.anneal.engine.task.CodeTask
import groovy.io.FileType
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.util.jar.Attributes
import java.util.jar.JarOutputStream
import java.util.jar.Manifest
import java.util.zip.ZipEntry
import javax.tools.ToolProvider

/** Builds a plugin as its author would: Java compiled against all that Anneal's class path has, packed into a jar. */
class PluginJar {

    private final SortedMap<String, byte[]> entries = new TreeMap<>()
    private final Manifest manifest = new Manifest()

    PluginJar() {
        manifest.mainAttributes.put(Attributes.Name.MANIFEST_VERSION, '1.0')
    }

    /** One task type, offered: what {@link #source} says of it. */
    static PluginJar ofType(Map<String, String> parts = [:]) {
        of(source(parts)).offering(CodeTask, "com.example.${parts.type ?: 'Probe'}")
    }

    /** A task type's source; {@code parts} replace {@code type name world outputs settings members result}. */
    static String source(Map<String, String> parts = [:]) {
        def type = parts.type ?: 'Probe'
        """\
        package com.example;
        import dev.anneal.engine.artifact.*;
        import dev.anneal.engine.settings.*;
        import dev.anneal.engine.task.*;
        import java.util.*;
        public class $type implements CodeTask<${type}.Settings> {
            public record Settings(${parts.settings ?: ''}) {}
            ${parts.members ?: ''}
            @Override public TaskDescription description() {
                return TaskDescription.of("${parts.getOrDefault('name', 'probe')}", 1, WorldEffect.${parts.world ?: 'PURE'}, Settings.class, "Probes."${parts.outputs ?: ''});
            }
            @Override public TaskOutcome run(Settings settings, TaskContext context) throws Exception {
                return ${parts.result ?: 'new TaskOutcome.Succeeded(Map.of())'};
            }
        }
        """.stripIndent()
    }

    /** @param sources of one public class each */
    static PluginJar of(String... sources) {
        def jar = new PluginJar()
        def folder = Files.createTempDirectory('anneal-plugin')
        def files = sources.collect { source ->
            def name = (source =~ /public [\w ]*?(?:class|record|interface|enum) (\w+)/)[0][1]
            Files.writeString(folder.resolve("${name}.java"), source)
        }
        def out = folder.resolve('classes')
        def told = new ByteArrayOutputStream()
        def code = ToolProvider.systemJavaCompiler.run(null, told, told, '--release', '17', '-proc:none',
                '-cp', System.getProperty('java.class.path'), '-d', out.toString(), *files*.toString())
        assert code == 0: told
        out.toFile().eachFileRecurse(FileType.FILES) { file ->
            jar.entries[out.relativize(file.toPath()).toString()] = file.bytes
        }
        folder.toFile().deleteDir()
        jar
    }

    /** Names classes in the service file of a kind. */
    PluginJar offering(Class kind, String... providers) {
        entry("META-INF/services/${kind.name}", providers.join('\n'))
    }

    PluginJar entry(String path, String text) {
        entries[path] = text.getBytes(StandardCharsets.UTF_8)
        this
    }

    PluginJar manifest(String name, String value) {
        manifest.mainAttributes.putValue(name, value)
        this
    }

    /** Leaves a class out, by its path without {@code .class}. */
    PluginJar without(String path) {
        assert entries.remove("${path}.class".toString()) != null
        this
    }

    /** Lets every class be one of this class-file version: 65 is Java 21. */
    PluginJar classFileVersion(int major) {
        entries.each { path, bytes ->
            if (path.endsWith('.class')) {
                bytes[6] = (byte) (major >> 8)
                bytes[7] = (byte) major
            }
        }
        this
    }

    /** The same content always gives the same bytes. */
    Path write(Path file) {
        Files.createDirectories(file.parent)
        new JarOutputStream(Files.newOutputStream(file)).withCloseable { out ->
            put(out, 'META-INF/MANIFEST.MF') { manifest.write(out) }
            entries.each { path, bytes -> put(out, path) { out.write(bytes) } }
        }
        file
    }

    private static void put(JarOutputStream out, String path, Closure<?> content) {
        out.putNextEntry(new ZipEntry(path).setLastModifiedTime(FileTime.fromMillis(0)))
        content.call()
        out.closeEntry()
    }
}
