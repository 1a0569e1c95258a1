package dev.anneal.runner

import dev.anneal.engine.testing.PluginJar
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What the command line tells of the language itself. */
class TypesAndSchemaSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home

    void setup() {
        home = new CommandLines(folder.resolve('home'))
    }

    def "types lists every task type, a plugin's too, and makes no home"() {
        when:
        def built = home.succeed('types').lines()

        then:
        built[0] ==~ /TYPE +WHAT IT DOES/
        built.any { it ==~ /train +Trains .*/ }
        !Files.exists(home.home)

        when:
        PluginJar.ofType(name: 'third').write(home.home.resolve('plugins/third.jar'))

        then:
        home.json('types')*.name.contains('third')
        home.succeed('schema').json().definitions['task.third'].get('properties').type.const == 'third'
    }

    def "types tells what one type takes and makes, down to the parts of a setting"() {
        when:
        def lines = home.succeed('types', 'dataset').lines()
        def json = home.json('types', 'dataset')

        then:
        lines[0].startsWith('dataset  Reads rows')
        lines.any { it ==~ /source +a path, or .+ +required +A CSV .*/ }
        lines.any { it ==~ /split\.train +a number from 0 to 1 +0\.8 +Share .*/ }
        lines.any { it ==~ /train +dataset +The training rows.*/ }
        json.settings.find { it.name == 'split.by' } ==
                [name: 'split.by', takes: 'one of order, random', otherwise: 'order',
                 help: 'order: the first rows train; random: rows are drawn by seed, and stay in order.']
        json.outputs*.name == ['all', 'train', 'test', 'rows']
    }

    def "a type that is not there is not found, with the nearest that is"() {
        when:
        def result = home.run('types', 'trian')

        then:
        result.code == 3
        result.err == "there is no task type 'trian'. Did you mean 'train'? `anneal types` lists them.\n"
    }

    def "schema writes into a file, and into its folder where that is not there yet"() {
        given:
        def file = folder.resolve('editor/workflow.schema.json')

        when:
        def result = home.succeed('schema', '-o', file)

        then:
        result.out == ''
        Files.readString(file) == home.succeed('schema').out
        home.succeed('schema', '--task-types').out.startsWith('# Task types\n')
    }

    def "schema says why it cannot write"() {
        given:
        Files.writeString(folder.resolve('taken'), '')

        when:
        def result = home.run('schema', '-o', folder.resolve('taken/workflow.json'))

        then:
        result.code != 0
        result.err.startsWith("cannot write ${folder.resolve('taken/workflow.json')}: ")
        !result.err.contains('\tat ')
    }
}
