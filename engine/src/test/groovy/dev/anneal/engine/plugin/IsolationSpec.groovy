package dev.anneal.engine.plugin

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.testing.PluginJar
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** A plugin sees the JDK, the SPI and its own jars. */
class IsolationSpec extends Specification {

    @TempDir
    Path folder

    private TaskCatalog catalog() {
        Plugins.in(folder, new TaskCatalog([], [])).catalog()
    }

    private CodeTask task(String type = 'probe') {
        catalog().find(type).get() as CodeTask
    }

    private static ClassLoader loaderOf(CodeTask task) {
        task.description().settings().classLoader
    }

    def "it sees #name, and the same one as Anneal"() {
        given:
        PluginJar.ofType().write(folder.resolve('probe.jar'))

        expect:
        Class.forName(name, false, loaderOf(task())).is(Class.forName(name))

        where:
        name << ['java.util.List', 'java.sql.Connection', 'javax.tools.ToolProvider', 'dev.anneal.engine.task.TaskType',
                 'dev.anneal.engine.artifact.Digest', 'dev.anneal.engine.settings.Help', 'dev.anneal.engine.record.Records',
                 'dev.anneal.engine.expression.Evaluator', 'dev.anneal.engine.problem.AnnealException$Kind',
                 'dev.anneal.engine.spec.Expression$Literal', 'dev.anneal.engine.run.RunRequests', 'org.jspecify.annotations.Nullable']
    }

    def "it does not see #name"() {
        given:
        PluginJar.ofType().write(folder.resolve('probe.jar'))
        Class.forName(name)

        when:
        Class.forName(name, false, loaderOf(task()))

        then:
        thrown(ClassNotFoundException)

        where:
        name << ['com.fasterxml.jackson.databind.ObjectMapper', 'org.sqlite.JDBC', 'org.quartz.Scheduler', 'groovy.lang.Closure',
                 'org.slf4j.Logger', 'dev.anneal.engine.execution.Engine', 'dev.anneal.engine.run.RunMachine',
                 'dev.anneal.engine.spec.WorkflowSpec', 'dev.anneal.engine.plugin.Plugins', 'dev.anneal.engine.adapter.sqlite.SqliteStore']
    }

    def "it finds no resource and no service of Anneal's libraries, by its loader or by its thread's"() {
        given:
        PluginJar.ofType(outputs: ', new OutputSpec("n", ValueType.TEXT, "")',
                result: '''new TaskOutcome.Succeeded(Map.of(
                        "thread", Thread.currentThread().getContextClassLoader() == getClass().getClassLoader(),
                        "drivers", ServiceLoader.load(java.sql.Driver.class).findFirst().isPresent()))''')
                .write(folder.resolve('probe.jar'))
        def before = Thread.currentThread().contextClassLoader

        when:
        def task = task()
        def outcome = task.run(null, null)

        then:
        outcome.outputs() == [thread: true, drivers: false]
        loaderOf(task).getResource('META-INF/services/java.sql.Driver') == null
        Thread.currentThread().contextClassLoader.is(before)
    }

    def "plugins do not see each other, and may have the same classes"() {
        given:
        ['one', 'two'].each {
            PluginJar.ofType(name: it, result: "new TaskOutcome.Succeeded(Map.of(\"n\", \"$it\"))").write(folder.resolve("${it}.jar"))
        }
        PluginJar.ofType(type: 'Third', name: 'three').write(folder.resolve('three.jar'))

        when:
        def tasks = ['one', 'two'].collect { task(it) }

        then:
        tasks*.run(null, null)*.outputs() == [[n: 'one'], [n: 'two']]

        when:
        Class.forName('com.example.Third', false, loaderOf(tasks[0]))

        then:
        thrown(ClassNotFoundException)
    }

    def "Anneal's own classes are never taken from a plugin's jar"() {
        given: 'a jar into which half of Anneal was packed'
        def engine = 'package dev.anneal.engine.execution; public class Engine {}'
        def digest = 'package dev.anneal.engine.artifact; public class Digest {}'
        PluginJar.of(PluginJar.source(), engine, digest).offering(CodeTask, 'com.example.Probe').write(folder.resolve('probe.jar'))
        def loader = loaderOf(task())

        expect:
        Class.forName('dev.anneal.engine.artifact.Digest', false, loader).is(dev.anneal.engine.artifact.Digest)

        when:
        Class.forName('dev.anneal.engine.execution.Engine', false, loader)

        then:
        thrown(ClassNotFoundException)
    }

    def "a class that it may not see is named when the task runs into it: #what"() {
        given:
        PluginJar.ofType(result: result).write(folder.resolve('probe.jar'))

        when:
        task().run(null, null)

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message == message

        where:
        what           | result                                                                                         || message
        'a library'    | 'new TaskOutcome.Succeeded(Map.of("n", new com.fasterxml.jackson.databind.ObjectMapper().toString()))' || "task type 'probe' of plugin 'probe' needs com.fasterxml.jackson.databind.ObjectMapper, which is neither in the plugin's jars nor in the JDK; Anneal's own libraries are not for plugins. Put the jar that has it beside the plugin's own, into a folder plugins/NAME/."
        'by name'      | 'new TaskOutcome.Succeeded(Map.of("n", Class.forName("org.sqlite.JDBC").getName()))'            || "task type 'probe' of plugin 'probe' needs org.sqlite.JDBC, which is neither in the plugin's jars nor in the JDK; Anneal's own libraries are not for plugins. Put the jar that has it beside the plugin's own, into a folder plugins/NAME/."
        'the engine'   | 'new TaskOutcome.Succeeded(Map.of("n", dev.anneal.engine.spec.Durations.parse("1m").isPresent()))' || "task type 'probe' of plugin 'probe' needs dev.anneal.engine.spec.Durations, which is not for plugins. Of Anneal a plugin may use dev.anneal.engine.artifact, dev.anneal.engine.expression, dev.anneal.engine.problem, dev.anneal.engine.record, dev.anneal.engine.settings, dev.anneal.engine.task, org.jspecify.annotations and the classes dev.anneal.engine.run.RunRequests, dev.anneal.engine.spec.Expression."
        'no outcome'   | 'null'                                                                                         || "task type 'probe' of plugin 'probe' returned null, where it must say what came of it."
    }
}
