package dev.anneal.engine.plugin

import dev.anneal.engine.adapter.file.FileArtifactStore
import dev.anneal.engine.artifact.ValueType
import dev.anneal.engine.settings.SettingType
import dev.anneal.engine.task.CodeTask
import dev.anneal.engine.task.CommandTask
import dev.anneal.engine.task.EffectHandler
import dev.anneal.engine.task.TaskCatalog
import dev.anneal.engine.task.TaskType
import dev.anneal.engine.testing.PluginJar
import dev.anneal.engine.testing.TestTasks
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Jars in a folder become task types. */
class PluginsSpec extends Specification {

    @TempDir
    Path home

    Path folder

    void setup() {
        folder = home.resolve('plugins')
    }

    private Plugins plugins() {
        Plugins.in(folder, TestTasks.catalog())
    }

    def "without the folder there are none, and the catalog is what it was"() {
        given:
        def own = TestTasks.catalog()

        expect:
        Plugins.in(folder, own).catalog().is(own)
        Plugins.in(folder, own).items() == []
    }

    def "a jar's task types join the catalog, which says where they come from"() {
        given:
        def jar = PluginJar.ofType(settings: '@Default("3") @Between(min = 1, max = 9) int times', members: '// first')
                .manifest('Implementation-Version', '1.4').write(folder.resolve('probes.jar'))

        when:
        def catalog = plugins().catalog()

        then:
        catalog.descriptions()*.name() == (TestTasks.catalog().descriptions()*.name() + 'probe').sort()
        catalog.schema(catalog.find('probe').get().description()).settings()*.type() == [new SettingType.Whole(1, 9)]

        and: 'the digest is the one that an artifact store would keep the jar under'
        with(catalog.origin('probe').get()) {
            name() == 'probes'
            file() == jar
            jars() == [jar]
            version() == '1.4'
            digest() == new FileArtifactStore(home.resolve('artifacts')).put(jar)
        }
        catalog.plugins() == [catalog.origin('probe').get()]
        catalog.origin('write').empty
        catalog.origin('unheard').empty
    }

    def "another digest is other code: the same sources give the same, other sources another"() {
        when:
        def digests = ['1', '1', '2'].collect {
            PluginJar.ofType(result: "new TaskOutcome.Succeeded(Map.of(\"n\", $it))").write(folder.resolve('probes.jar'))
            plugins().catalog().origin('probe').get().digest()
        }

        then:
        digests[0] == digests[1]
        digests[0] != digests[2]
    }

    def "a folder is one plugin, with the libraries beside it"() {
        given:
        def library = PluginJar.of('package com.library; public class Sums { public static int two() { return 2; } }')
                .write(folder.resolve('probes/library.jar'))
        Files.copy(library, home.resolve('library.jar'))
        def source = PluginJar.source(result: 'new TaskOutcome.Succeeded(Map.of("n", com.library.Sums.two()))')
        def sums = 'package com.library; public class Sums { public static int two() { return 0; } }'
        def own = PluginJar.of(source, sums).without('com/library/Sums').offering(CodeTask, 'com.example.Probe')
                .write(folder.resolve('probes/probe.jar'))

        when:
        def catalog = plugins().catalog()

        then:
        outcome(catalog, 'probe').outputs() == [n: 2G]
        with(catalog.origin('probe').get()) {
            name() == 'probes'
            file() == folder.resolve('probes')
            jars() == [library, own]
            digest() == new FileArtifactStore(home.resolve('artifacts')).putFolder(folder.resolve('probes'))
        }

        when: 'a library is another'
        def before = catalog.origin('probe').get().digest()
        PluginJar.of('package com.library; public class Sums { public static int two() { return 3; } }').write(library)

        then:
        plugins().catalog().origin('probe').get().digest() != before
    }

    def "what is no plugin is left alone"() {
        given:
        PluginJar.ofType().write(folder.resolve('probe.jar'))
        Files.writeString(folder.resolve('README.md'), 'ours')
        Files.writeString(folder.resolve('.probe.jar'), 'an upload under way')
        Files.createDirectories(folder.resolve('.git'))

        expect:
        plugins().items()*.name() == ['probe']
        plugins().catalog().plugins()*.name() == ['probe']
    }

    def "all kinds of providers are found, each once, whatever file names them"() {
        given:
        def command = '''\
                package com.example;
                import dev.anneal.engine.task.*;
                import java.util.*;
                public class Listing implements CommandTask<Listing.Settings> {
                    public record Settings() {}
                    public TaskDescription description() {
                        return TaskDescription.of("listing", 1, WorldEffect.READS_WORLD, Settings.class, "Lists.");
                    }
                    public Command command(Settings settings, TaskContext context) {
                        return new Command(List.of("ls"), Map.of(), java.nio.file.Path.of("/"));
                    }
                    public TaskOutcome ended(Settings settings, TaskContext context, int code) {
                        return new TaskOutcome.Succeeded(Map.of("code", code));
                    }
                }
                '''
        def handler = '''\
                package com.example;
                import dev.anneal.engine.record.Records;
                import dev.anneal.engine.task.*;
                import java.util.*;
                public class Noting implements EffectHandler {
                    public String type() { return "note"; }
                    public Map<String, Object> apply(Effect effect, Origin origin, java.time.Instant at, Records records) {
                        return Map.of("noted", effect.data().get("text"));
                    }
                }
                '''
        PluginJar.of(PluginJar.source(), PluginJar.source(type: 'Other', name: 'other'), command, handler)
                .offering(CodeTask, '# ours', 'com.example.Probe # the first', '')
                .offering(CommandTask, 'com.example.Listing')
                .offering(TaskType, 'com.example.Other', 'com.example.Probe')
                .offering(EffectHandler, 'com.example.Noting')
                .write(folder.resolve('several.jar'))

        when:
        def catalog = plugins().catalog()
        def listing = catalog.find('listing').get() as CommandTask
        def effect = new dev.anneal.engine.task.Effect('note', [text: 'x'])

        then:
        plugins().items()[0].types()*.name() == ['probe', 'listing', 'other']
        listing.command(listing.description().settings().newInstance(), null).arguments() == ['ls']
        listing.ended(null, null, 3).outputs() == [code: 3G]
        catalog.handler('note').get().apply(effect, null, null, null) == [noted: 'x']
    }

    def "outputs and settings are those of the description, asked for once"() {
        given:
        PluginJar.ofType(members: 'static int asked; { asked++; }', name: 'probe',
                outputs: ', new OutputSpec("n" + asked, ValueType.NUMBER, "how often it was made")').write(folder.resolve('probe.jar'))

        when:
        def catalog = plugins().catalog()

        then:
        catalog.find('probe').get().description().outputs()*.name() == ['n1']
        catalog.find('probe').get().description().output('n1').get().type() == ValueType.NUMBER
    }

    private static Object outcome(TaskCatalog catalog, String type) {
        def task = catalog.find(type).get() as CodeTask
        task.run(task.description().settings().declaredConstructors[0].newInstance(), null)
    }
}
