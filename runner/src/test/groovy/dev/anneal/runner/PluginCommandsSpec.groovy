package dev.anneal.runner

import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.EffectHandler
import dev.anneal.engine.testing.PluginJar
import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import com.fasterxml.jackson.databind.ObjectMapper
import spock.lang.Specification
import spock.lang.TempDir

/** The commands on a home with plugins. */
class PluginCommandsSpec extends Specification {

    static final String PROBE = 'workflow: w\ntasks:\n  a: {type: probe}\n'
    static final String SHELL = 'workflow: w\ntasks:\n  a: {type: shell, command: "true"}\n'

    @TempDir
    Path folder

    Path plugins
    CommandLines home

    void setup() {
        plugins = folder.resolve('home/plugins')
        home = new CommandLines(folder.resolve('home'))
    }

    private Path workflow(String text) {
        Files.writeString(folder.resolve('w.yaml'), text)
    }

    def "plugins says where a jar belongs as long as there is none, and makes no home"() {
        expect:
        home.succeed('plugins').out == "No plugins: a jar with task types belongs into ${plugins}.\n"
        home.json('plugins') == []
        !Files.exists(home.home)
    }

    def "plugins lists what there is, for people and for programs"() {
        given:
        def jar = PluginJar.of(PluginJar.source(), PluginJar.source(type: 'Other', name: 'other'))
                .offering(CodeTask, 'com.example.Probe', 'com.example.Other')
                .manifest('Implementation-Version', '2.1').write(plugins.resolve('one.jar'))
        PluginJar.ofType(name: 'third').write(plugins.resolve('two/third.jar'))
        def digest = Anneal.catalog(home.home).origin('probe').get().digest()

        when:
        def table = home.succeed('plugins').lines()
        def json = home.json('plugins')

        then:
        table[0] ==~ /PLUGIN +VERSION +FILE +SHA-256 +TASK TYPES/
        table[1] ==~ /one +2\.1 +one\.jar +${digest.brief()} +probe, other/
        table[2] ==~ /two +two\/ +[0-9a-f]{12} +third/
        json[0] == [name: 'one', file: jar.toString(), version: '2.1', digest: digest.hex(), problems: [],
                    types: [[name: 'probe', version: 1, help: 'Probes.'], [name: 'other', version: 1, help: 'Probes.']]]
        json[1].subMap('name', 'file') == [name: 'two', file: plugins.resolve('two').toString()]
        !json[1].containsKey('version')
    }

    def "validate finds the home's plugins, run uses them, and the archive says which code it was"() {
        given:
        def result = 'new TaskOutcome.Succeeded(Map.of("n", 7)).withMetrics(Map.of("m", 0.5))'
        PluginJar.ofType(result: result, outputs: ', new OutputSpec("n", ValueType.NUMBER, "seven")').write(plugins.resolve('one.jar'))

        expect:
        home.succeed('validate', workflow(PROBE))
        home.succeed('run', workflow(PROBE))
        home.json('show', 'last').tasks[0].outputs == [n: 7]

        when:
        home.succeed('archive', 'extract', 'last', '--to', folder.resolve('out'))
        def manifest = new ObjectMapper().readValue(folder.resolve('out/manifest.json').toFile(), Map)

        then:
        manifest.environment['plugin:one'] == home.json('plugins')[0].digest
        manifest.environment.keySet().containsAll(['anneal', 'java', 'os'])
    }

    def "without the plugin its type is unknown"() {
        when:
        def result = home.run('validate', workflow(PROBE))

        then:
        result.code == 2
        result.err.contains("task 'a' has the type 'probe', which is unknown.")
    }

    def "a broken plugin stops #command, by its file, before anything is made"() {
        given:
        def jar = Files.writeString(Files.createDirectories(plugins).resolve('one.jar'), 'no jar')
        workflow(SHELL)

        when:
        def result = home.run(*command.split(' ').collect { it == 'FILE' ? folder.resolve('w.yaml') : it == 'FOLDER' ? folder : it })

        then:
        result.code == 1
        result.out.empty
        result.err == "plugin 'one' ($jar): $jar is no jar that can be read: zip END header not found. Copy or build it again.\n" +
                'Mend it, or move the file away; `anneal plugins` lists all of them.\n'
        command == 'serve FOLDER' || home.home.toFile().list() == ['plugins']

        where:
        command << ['validate FILE', 'run FILE', 'serve FOLDER']
    }

    def "commands that need no task types work beside a broken plugin, and resume goes on once it is mended"() {
        given:
        home.succeed('run', workflow(SHELL))
        Files.writeString(Files.createDirectories(plugins).resolve('one.jar'), 'no jar')
        PluginJar.ofType().write(plugins.resolve('two.jar'))

        expect:
        home.json('runs').size() == 1
        home.succeed('show', 'last')
        home.succeed('logs', 'last')
        home.succeed('artifacts', 'last')
        home.succeed('models')
        home.succeed('schedules', 'list')
        home.succeed('archive', 'verify', 'last')
        home.run('resume', 'last').code == 1

        when:
        def listed = home.run('plugins')
        def json = home.run('plugins', '--json')

        then: 'plugins tells of the sound and the broken'
        listed.code == 1
        listed.out.readLines()[1] ==~ /one +one\.jar +broken/
        listed.out.readLines()[2] ==~ /two +two\.jar +[0-9a-f]{12} +probe/
        listed.err == "plugin 'one': ${plugins.resolve('one.jar')} is no jar that can be read: zip END header not found. Copy or build it again.\n"
        json.code == 1
        json.json()*.name == ['one', 'two']
        json.json()[0].problems.size() == 1

        when:
        Files.delete(plugins.resolve('one.jar'))

        then:
        home.succeed('resume', 'last')
    }

    def "a plugin's effects are applied with its task, and one that cannot be fails the task alone"() {
        given:
        def task = 'new TaskOutcome.Succeeded(Map.of()).withEffects(new Effect("note", Map.of("text", "x")))'
        def handler = '''\
                package com.example;
                import dev.anneal.engine.record.Records;
                import dev.anneal.engine.task.*;
                import java.util.*;
                public class Noting implements EffectHandler {
                    public String type() { return "note"; }
                    public Map<String, Object> apply(Effect effect, Origin origin, java.time.Instant at, Records records) {
                        int count = records.list("notes", "").size() + 1;
                        if (count > 1) {
                            return Map.of("noted", new com.fasterxml.jackson.databind.ObjectMapper().toString());
                        }
                        records.insert("notes", "n" + count, effect.data());
                        return Map.of("noted", count);
                    }
                }
                '''
        PluginJar.of(PluginJar.source(world: 'CHANGES_WORLD', result: task, outputs: ', new OutputSpec("noted", ValueType.NUMBER, "how many")'), handler)
                .offering(CodeTask, 'com.example.Probe').offering(EffectHandler, 'com.example.Noting').write(plugins.resolve('one.jar'))

        when:
        home.succeed('run', workflow(PROBE))

        then:
        home.json('show', 'last').tasks[0].outputs == [noted: 1]

        when:
        def second = home.run('run', workflow(PROBE))

        then:
        second.code == 1
        home.json('show', 'last').tasks[0].reason.startsWith(
                "effect 'note' of plugin 'one' needs com.fasterxml.jackson.databind.ObjectMapper, which is neither in the plugin's jars nor in the JDK")
    }

    def "what a task runs into is in its reason, what its author needs in its log"() {
        given:
        PluginJar.ofType(members: '''TaskOutcome made() { return new TaskOutcome.Succeeded(Map.of("n", new com.fasterxml.jackson.databind.ObjectMapper().toString())); }''',
                result: 'made()').write(plugins.resolve('one.jar'))

        when:
        def result = home.run('run', workflow(PROBE))

        then:
        result.code == 1
        home.json('show', 'last').tasks[0].reason.startsWith("task type 'probe' of plugin 'one' needs com.fasterxml.jackson.databind.ObjectMapper")
        home.succeed('logs', 'last', 'a').out.contains('com.example.Probe.made(Probe.java')
    }

    def "a process of its own finds the plugins too"() {
        given:
        PluginJar.ofType().write(plugins.resolve('one.jar'))

        when:
        def child = Child.run(home.home, 'run', workflow(PROBE))

        then:
        child.code() == 0
    }
}
