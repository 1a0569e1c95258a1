package dev.anneal.engine.plugin

import static dev.anneal.engine.testing.PluginJar.of
import static dev.anneal.engine.testing.PluginJar.ofType
import static dev.anneal.engine.testing.PluginJar.source

import dev.anneal.engine.problem.AnnealException
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.CommandTask
import dev.anneal.engine.task.EffectHandler
import dev.anneal.engine.testing.PluginJar
import dev.anneal.engine.testing.TestTasks
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What is wrong with a plugin is told by its file, with what to do. */
class BrokenPluginsSpec extends Specification {

    static final String SERVICE = 'META-INF/services/dev.anneal.engine.task.CodeTask names com.example.Probe'
    static final String RECORD = 'class com.example.Probe: its settings record com.example.Probe$Settings'
    static final String TAKES = 'A setting is a text, number, boolean, Duration, Path, Source, Artifact, enum, Expression or Object, ' +
            'a List or Map of text to one of these, or another such record.'

    @TempDir
    Path home

    Path folder
    Path jar

    void setup() {
        folder = Files.createDirectories(home.resolve('plugins'))
        jar = folder.resolve('probe.jar')
    }

    private List<String> problems() {
        Plugins.in(folder, TestTasks.catalog()).items().collectMany { it.problems() }
    }

    def "#what is told"() {
        given:
        plugin.write(jar)

        expect:
        problems() == [message]

        where:
        what                        | plugin                                                                || message
        'a missing class'           | ofType().without('com/example/Probe')                                 || "$SERVICE, but the plugin has no such class. Correct the name, or pack the class into the jar."
        'a class that is no type'   | of('package com.example; public class Probe {}').offering(CodeTask, 'com.example.Probe') || "$SERVICE, which does not implement CodeTask. Name it in the file of what it does implement."
        'a type in the wrong file'  | of(source()).offering(CommandTask, 'com.example.Probe')               || 'META-INF/services/dev.anneal.engine.task.CommandTask names com.example.Probe, which does not implement CommandTask. Name it in the file of what it does implement.'
        'a newer Java'              | ofType().classFileVersion(99)                                         || "class com.example.Probe needs Java 55 or newer, and this is Java ${Runtime.version().feature()}. Run Anneal with that Java, or compile the plugin with --release ${Runtime.version().feature()}."
        'a constructor that throws' | ofType(members: '{ if (true) throw new IllegalStateException("no network"); }') || "$SERVICE, whose constructor throws java.lang.IllegalStateException: no network. Mend it; it should do nothing."
        'a constructor with needs'  | ofType(members: 'public Probe(int size) {}')                          || "$SERVICE, which cannot be made: let it be a public class that is not abstract, with a public constructor without parameters."
        'an abstract class'         | of(source().replace('public class Probe', 'public abstract class Probe')).offering(CodeTask, 'com.example.Probe') || "$SERVICE, which cannot be made: let it be a public class that is not abstract, with a public constructor without parameters."
        'a static initialiser'      | ofType(members: 'static { if (true) throw new IllegalStateException("no licence"); }') || 'class com.example.Probe cannot be initialised: java.lang.IllegalStateException: no licence. Mend its static initialiser.'
    }

    def "a class of Anneal's that is not for plugins is named: #type"() {
        given:
        def probe = source(members: "static final Class<?> NEEDED = ${type}.class;")
        of(probe).offering(CodeTask, 'com.example.Probe').write(jar)

        expect:
        problems()[0].startsWith("class com.example.Probe needs $type, which is ")

        where:
        type << ['com.fasterxml.jackson.databind.ObjectMapper', 'dev.anneal.engine.execution.Engine']
    }

    def "a settings record with #what is told"() {
        given:
        ofType(settings: settings, members: members).write(jar)

        expect:
        problems() == [message]

        where:
        what                     | settings                                    | members || message
        'a thread'               | 'Thread thread'                             | ''      || "$RECORD cannot be read: no setting can be a java.lang.Thread, as 'thread' is. $TAKES"
        'a set'                  | 'Set<String> names'                         | ''      || "$RECORD cannot be read: no setting can be a java.util.Set<java.lang.String>, as 'names' is. $TAKES"
        'a map by number'        | 'Map<Integer, String> names'                | ''      || "$RECORD cannot be read: no setting can be a java.util.Map<java.lang.Integer, java.lang.String>, as 'names' is. $TAKES"
        'an array'               | 'String[] names'                            | ''      || "$RECORD cannot be read: no setting can be a java.lang.String[], as 'names' is. $TAKES"
        'a wildcard'             | 'List<?> names'                             | ''      || "$RECORD cannot be read: no setting can be a ?, as 'names' is. $TAKES"
        'itself'                 | 'Settings inner'                            | ''      || "$RECORD contains itself. A settings record must come to an end."
        "the language's word"    | 'int retry'                                 | ''      || "$RECORD has a component 'retry', which is a word of the language and never reaches the task type. Rename it."
        'a default of no number' | '@Default("many") int rows'                 | ''      || "$RECORD has the default 'many' for 'rows', which does not fit: expected a whole number, found 'many'."
        'a default out of range' | '@Default("2") @Between(max = 1) double x'  | ''      || "$RECORD has the default '2' for 'x', which does not fit: expected a number of at most 1, found the number 2."
        'a default of no truth'  | '@Default("yes") boolean x'                 | ''      || "$RECORD has the default 'yes' for 'x', which does not fit: expected true or false, found 'yes'."
        'a default of no choice' | '@Default("LAST") Kind kind'                | 'public enum Kind { FIRST, LAST }' || "$RECORD has the default 'LAST' for 'kind', which does not fit: expected one of first, last, found 'LAST'."
    }

    def "a description with #what is told"() {
        given:
        ofType(name: name, outputs: outputs).write(jar)

        expect:
        problems() == ["class com.example.Probe: $message"]

        where:
        what                   | name         | outputs || message
        'no name'              | ''           | ''      || 'its description leaves out a name, a help, a world effect or a settings record. Give all four.'
        'a name in camel case' | 'sampleRows' | ''      || "its name 'sampleRows' cannot be a task type's. Take lower-case words with hyphens between them, such as 'sample-rows'."
        'a name with a number' | 'sample-2'   | ''      || "its name 'sample-2' cannot be a task type's. Take lower-case words with hyphens between them, such as 'sample-rows'."
        'an output with a dot' | 'probe'      | ', new OutputSpec("a.b", ValueType.TEXT, "")' || "its output 'a.b' cannot be read in a workflow. Take letters, digits and underscores, beginning with a letter."
        'an output twice'      | 'probe'      | ', new OutputSpec("a", ValueType.TEXT, ""), new OutputSpec("a", ValueType.FILE, "")' || "it has two outputs that are called 'a'. Rename one."
        'an untyped output'    | 'probe'      | ', new OutputSpec("a", null, "")' || 'one of its outputs has no name or no type. Give it both.'
    }

    def "a description that cannot be given is told"() {
        given:
        of(source().replace('return TaskDescription.of(', 'if (true) throw new UnsupportedOperationException("later"); return TaskDescription.of('))
                .offering(CodeTask, 'com.example.Probe').write(jar)

        expect:
        problems() == ['class com.example.Probe throws java.lang.UnsupportedOperationException: later when it is asked what it is. Mend that.']
    }

    def "a name that is taken is told: #what"() {
        given:
        ofType(name: 'first').write(folder.resolve('first.jar'))
        plugin.write(folder.resolve('second.jar'))

        expect:
        Plugins.in(folder, TestTasks.catalog()).items().collectEntries { [it.name(), it.problems()] } ==
                [first: [], second: [message]]

        where:
        what                  | plugin                                                                                  || message
        "one of Anneal's own" | ofType(name: 'write')                                                                   || "brings the task type 'write', which is one of Anneal's own. Rename it."
        "another plugin's"    | ofType(name: 'first')                                                                   || "brings the task type 'first', which plugin 'first' has too. Rename one of them, or remove a plugin."
        'its own'             | of(source(), source(type: 'Again')).offering(CodeTask, 'com.example.Probe', 'com.example.Again') || "two of its classes are the task type 'probe'. Rename one of them."
        "Anneal's effect"     | ofHandler('take-number')                                                                || "applies the effect 'take-number', which is one of Anneal's own. Rename it."
        "the engine's effect" | ofHandler('request-run')                                                                || "applies the effect 'request-run', which is one of Anneal's own. Rename it."
    }

    def "a file that is no jar is told: #what"() {
        given:
        Files.writeString(jar, content)

        expect:
        problems() == ["$jar is no jar that can be read: ${message}. Copy or build it again.".toString()]

        where:
        what       | content || message
        'text'     | 'text'  || 'zip END header not found'
        'no bytes' | ''      || 'zip file is empty'
    }

    def "a jar without a service file, and a folder without a jar, are told"() {
        given:
        of('package com.library; public class Sums {}').write(folder.resolve('library.jar'))
        Files.createDirectories(folder.resolve('empty'))

        expect:
        problems() == [
                "the folder holds no jar. Put the plugin's jars into it, or remove it.",
                'names no task type: there is no META-INF/services/dev.anneal.engine.task.CodeTask or CommandTask with the name of a class' +
                        ' in it. A library belongs beside the plugin that needs it, into a folder plugins/NAME/.'
        ]
    }

    def "a jar and a folder of one name are told"() {
        given:
        ofType(name: 'one').write(folder.resolve('probe/one.jar'))
        ofType(name: 'two').write(jar)

        expect:
        problems() == ["has the name of ${folder.resolve('probe')}. Rename or remove one of the two.".toString()]
    }

    def "a manifest that leads out of the plugin is told, for the digest would not tell of what is there"() {
        given:
        of('package com.library; public class Sums {}').write(folder.resolveSibling('sums.jar'))
        ofType().manifest('Class-Path', '../sums.jar nowhere.jar').write(jar)

        expect:
        problems() == ["the manifest of $jar leads to ${folder.resolveSibling('sums.jar')}, of which the plugin's digest would not tell. Put that beside it, into a folder plugins/NAME/.".toString()]
    }

    def "a link that leads nowhere is told"() {
        given:
        Files.createSymbolicLink(jar, folder.resolve('gone'))

        expect:
        problems() == ["$jar leads nowhere. Put the jar itself there.".toString()]
    }

    def "a class that claims to be Anneal's is told"() {
        given:
        of(source().replace('package com.example;', 'package dev.anneal.mine;')).offering(CodeTask, 'dev.anneal.mine.Probe').write(jar)

        expect:
        problems() == ["META-INF/services/dev.anneal.engine.task.CodeTask names dev.anneal.mine.Probe, but classes below dev.anneal. are Anneal's. Move it to a package of your own, and pack none of Anneal's jars into yours."]
    }

    def "every broken plugin is named by its file, and there is no catalog without them"() {
        given:
        ofType(name: 'write').write(jar)
        Files.writeString(folder.resolve('text.jar'), 'text')
        ofType(name: 'good', type: 'Good').write(folder.resolve('good.jar'))
        def plugins = Plugins.in(folder, TestTasks.catalog())

        when:
        plugins.catalog()

        then:
        def e = thrown(AnnealException)
        e.kind() == AnnealException.Kind.ENVIRONMENT
        e.message.readLines() == [
                "plugin 'probe' ($jar): brings the task type 'write', which is one of Anneal's own. Rename it.".toString(),
                "plugin 'text' (${folder.resolve('text.jar')}): ${folder.resolve('text.jar')} is no jar that can be read: zip END header not found. Copy or build it again.".toString(),
                'Mend them, or move the file away; `anneal plugins` lists all of them.'
        ]

        and: 'the others are still told of'
        plugins.items().find { it.name() == 'good' }.types()*.name() == ['good']
    }

    def "a folder that is none, or that nobody may read, is told"() {
        given:
        def file = Files.writeString(folder.resolve('plugins'), '')

        when:
        Plugins.in(file, TestTasks.catalog())

        then:
        def e = thrown(AnnealException)
        e.message == "cannot read the plugins in $file: it is no folder. Move it away."
    }

    private static PluginJar ofHandler(String effect) {
        of("""\
                package com.example;
                import dev.anneal.engine.task.*;
                import java.util.*;
                public class Noting implements EffectHandler {
                    public String type() { return "$effect"; }
                    public Map<String, Object> apply(Effect effect, Origin origin, java.time.Instant at, dev.anneal.engine.record.Records records) {
                        return Map.of();
                    }
                }
                """).offering(EffectHandler, 'com.example.Noting')
    }
}
