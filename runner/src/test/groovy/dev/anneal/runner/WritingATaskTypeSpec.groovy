package dev.anneal.runner

import dev.anneal.engine.plugin.Spi
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.testing.PluginJar
import dev.anneal.runner.testing.CommandLines
import groovy.io.FileType
import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarOutputStream
import java.util.zip.ZipEntry
import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.xpath.XPathFactory
import org.xml.sax.InputSource
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** What {@code docs/writing-a-task-type.md} says, done: its snippets are taken off the page. */
class WritingATaskTypeSpec extends Specification {

    /** The build's working directory is this module's folder. */
    static final Path PAGE = Path.of('..', 'docs', 'writing-a-task-type.md').toAbsolutePath().normalize()

    @Shared
    @TempDir
    Path folder

    @Shared
    CommandLines home

    @Shared
    String page

    void setupSpec() {
        page = Files.readString(PAGE)
        home = new CommandLines(folder.resolve('.anneal'))
        PluginJar.of(snippet('java')).offering(CodeTask, 'com.example.SampleRowsTask')
                .write(folder.resolve('.anneal/plugins/sample-rows.jar'))
        ['yaml', 'groovy'].each { Files.writeString(folder.resolve("sampled.$it"), snippet(it)) }
    }

    def "the plugin is listed as the page shows"() {
        given:
        def shown = console('anneal plugins')

        when:
        def listed = home.succeed('plugins').lines()

        then:
        listed*.replaceFirst(/[0-9a-f]{12}/, 'DIGEST') == shown*.replaceFirst(/[0-9a-f]{12}/, 'DIGEST')
    }

    def "its workflow runs in both forms, the second on the first one's result"() {
        when:
        home.succeed('run', folder.resolve('sampled.yaml'))
        def first = task()
        home.succeed('run', folder.resolve('sampled.groovy'))
        def second = task()

        then: 'it has made what it says'
        first.outputs.rows > 50
        first.outputs.rows < 200
        first.metrics == [share: first.outputs.rows / 1000]
        home.succeed('get', 'last', 'few/sample', '--to', folder.resolve('sample.csv'))
        Files.readAllLines(folder.resolve('sample.csv')).with { lines ->
            lines[0] == 'number' && lines.size() == first.outputs.rows + 1 && lines.drop(1)*.toInteger().toSorted() == lines.drop(1)*.toInteger()
        }
        home.succeed('logs', home.json('runs')[1].id, 'few').out.contains("kept ${first.outputs.rows} of 1000 rows")

        and:
        second.outputs == first.outputs
        second.reusedFrom == home.json('runs')[1].id
    }

    def "a mistake in a workflow is told as the page shows"() {
        given:
        def shown = console('anneal validate')
        def wrong = folder.resolve('wrong/sampled.yaml')
        Files.createDirectories(wrong.parent)
        Files.writeString(wrong, snippet('yaml').replace('share:', 'shere:'))

        when:
        def result = home.run('validate', wrong)

        then:
        result.code == 2
        result.err.readLines()*.replace("$wrong.parent/", '') == shown
    }

    def "what the record says of a setting is held: #what"() {
        given:
        def file = folder.resolve("${extension}-${what}/sampled.$extension")
        Files.createDirectories(file.parent)
        Files.writeString(file, snippet(extension).replace(found, put))

        when:
        def result = home.run('validate', file)

        then:
        result.code == 2
        result.err.trim().replace("$file.parent/", '') == message

        where:
        what      | extension | found           | put                           || message
        'range'   | 'yaml'    | 'share: 0.1'    | 'share: 10'                   || "sampled.yaml:4:52: 'share' of task 'few': expected a number from 0 to 1, found the number 10."
        'type'    | 'yaml'    | '$raw.rows'     | 'rows.csv'                    || "sampled.yaml:4:34: 'data' of task 'few': expected another task's output of type file, found 'rows.csv'."
        'output'  | 'yaml'    | 'share: 0.1}'   | "share: 0.1}\n  up: {type: shell, command: echo, env: {n: \$few.row}}" || "sampled.yaml:5:45: task 'up' reads 'few.row', but 'few' (sample-rows) produces [sample, rows]. Did you mean 'few.rows'?"
        'choice'  | 'groovy'  | 'share 0.1'     | "share 0.1; firstLine 'name'" || "sampled.groovy:4:65: 'firstLine' of task 'few': expected one of names, row, found 'name'."
        'name'    | 'groovy'  | 'share 0.1'     | 'shore 0.1'                   || "sampled.groovy:4:20: task 'few' (sample-rows) needs 'share': a number from 0 to 1.\nsampled.groovy:4:50: task 'few' (sample-rows) has no setting 'shore'. Did you mean 'share'?"
        'tasktype'| 'groovy'  | "sampleRows('"  | "sampleRow('"                 || "sampled.groovy:4:9: task 'few' has the type 'sample-row', which is unknown. Did you mean 'sample-rows'?"
    }

    def "what its constructor refuses fails the task as bad input"() {
        given:
        Files.writeString(folder.resolve('none.yaml'), snippet('yaml').replace('share: 0.1', 'share: 0, retry: 2'))

        when:
        def result = home.run('run', folder.resolve('none.yaml'))

        then:
        result.code == 1
        task().state == 'failed'
        task().attempts == 1
        task().reason == "'share' is 0, so that nothing would be left"
    }

    def "its shell commands build the same plugin"() {
        given: 'a distribution, a folder with the source, and the launcher left out'
        def work = Files.createDirectories(folder.resolve('work'))
        packed('anneal-engine-0.jar', CodeTask)
        Files.writeString(work.resolve('SampleRowsTask.java'), snippet('java'))
        def builder = new ProcessBuilder('sh', '-e', '-c', snippet('sh')).directory(work.toFile()).redirectErrorStream(true)
        builder.environment().putAll([ANNEAL: folder.resolve('distribution').toString(),
                                      PATH  : "${System.getProperty('java.home')}/bin:${System.getenv('PATH')}".toString()])

        when:
        def process = builder.start()
        def told = process.inputStream.text

        then:
        process.waitFor() == 0 || told == ''
        new CommandLines(work.resolve('.anneal')).json('plugins')*.subMap('name', 'types', 'problems') ==
                [[name: 'sample-rows', types: [[name: 'sample-rows', version: 1, help: "Keeps a share of a CSV file's rows."]], problems: []]]
    }

    def "its Maven build needs this Anneal, and does not pack it"() {
        given:
        def parser = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        def project = parser.parse(new InputSource(new StringReader(snippet('xml')))).documentElement
        def engine = parser.parse(PAGE.parent.resolveSibling('engine/pom.xml').toFile()).documentElement
        def paths = XPathFactory.newInstance().newXPath()

        expect:
        ['groupId', 'artifactId', 'version', 'scope'].collect { paths.evaluate("dependencies/dependency/$it", project) } ==
                [paths.evaluate('parent/groupId', engine), paths.evaluate('artifactId', engine),
                 paths.evaluate('parent/version', engine), 'provided']
    }

    def "the page lists what a plugin sees"() {
        given:
        def section = (page =~ /(?s)## What a plugin sees\n(.*?)\n## /)[0][1]

        expect:
        (section =~ /(?m)^- `([\w.]+)`$/).collect { it[1] } == Spi.PACKAGES
        (section =~ /(?m)^- `([\w.]+)`, a class$/).collect { it[1] } == Spi.CLASSES
    }

    def "the task type of the README counts lines"() {
        given:
        def readme = Files.readString(PAGE.parent.resolveSibling('README.md'))
        def type = blocks(readme).find { it[0] == 'java' }[1]
        def imports = ['dev.anneal.engine.artifact.*', 'dev.anneal.engine.settings.*', 'dev.anneal.engine.task.*',
                       'java.io.*', 'java.nio.file.*', 'java.util.*', 'java.util.stream.*'].collect { "import $it;" }
        PluginJar.of("package com.example;\n${imports.join('\n')}\n$type".toString()).offering(CodeTask, 'com.example.CountTask')
                .write(folder.resolve('.anneal/plugins/count.jar'))
        Files.writeString(folder.resolve('count.yaml'), snippet('yaml') + '  lines: {type: count, file: $few.sample}\n')

        when:
        home.succeed('run', folder.resolve('count.yaml'))
        def tasks = home.json('show', 'last').tasks.collectEntries { [it.task, it.outputs] }

        then:
        tasks.lines.lines == tasks.few.rows + 1

        cleanup:
        Files.delete(folder.resolve('.anneal/plugins/count.jar'))
    }

    private Map<?, ?> task() {
        home.json('show', 'last').tasks.find { it.task == 'few' } as Map
    }

    private String snippet(String language) {
        def found = blocks(page).findAll { it[0] == language }
        assert found.size() == 1: "one snippet of $language is expected"
        found[0][1]
    }

    /** What a person types and sees. */
    private List<String> console(String command) {
        blocks(page).findAll { it[0].empty }.collect { it[1].readLines() }.find { it[0].startsWith("\$ $command") }.drop(1)
    }

    /** Language and content of each fenced block. */
    private static List<List<String>> blocks(String text) {
        (text =~ /(?ms)^```(\w*)\n(.*?)^```$/).collect { [it[1], it[2]] }
    }

    /** The jar, or the folder packed, that a class comes from. */
    private void packed(String name, Class<?> type) {
        def source = Path.of(type.protectionDomain.codeSource.location.toURI())
        def jar = folder.resolve('distribution/lib').resolve(name)
        Files.createDirectories(jar.parent)
        if (Files.isRegularFile(source)) {
            Files.copy(source, jar)
            return
        }
        new JarOutputStream(Files.newOutputStream(jar)).withCloseable { out ->
            source.toFile().eachFileRecurse(FileType.FILES) { file ->
                out.putNextEntry(new ZipEntry(source.relativize(file.toPath()).toString()))
                out.write(file.bytes)
            }
        }
    }
}
