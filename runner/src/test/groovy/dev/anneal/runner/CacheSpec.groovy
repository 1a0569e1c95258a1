package dev.anneal.runner

import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** What a task says with `cache`, through runs and plans, in both forms of a file. */
class CacheSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
    }

    private Path yaml(String cache) {
        Files.writeString(folder.resolve('w.yaml'), """\
            workflow: w
            tasks:
              t: {type: generate, kind: sea, rows: 100, seed: 1${cache ? ", cache: $cache" : ''}}
            """.stripIndent())
    }

    private Path groovy(String cache) {
        Files.writeString(folder.resolve('w.groovy'), """\
            workflow('w') {
                tasks { generate('t') { kind 'sea'; rows 100; seed 1${cache ? "; cache $cache" : ''} } }
            }
            """.stripIndent())
    }

    private Map plan(Path file) {
        home.json('plan', file).tasks[0] as Map
    }

    def "off: the task runs each time, and nobody reuses what it makes: #form"() {
        given:
        def file = form == 'yaml' ? yaml('off') : groovy("'off'")
        2.times { home.succeed('run', file) }

        expect:
        home.json('show', 'last').tasks[0].reusedFrom == null
        plan(file).plan == 'not-cached'
        home.json('why', 'last', 't')[0].because == 'not-cached'

        where:
        form << ['yaml', 'groovy']
    }

    def "version: another one makes older results void, and is named: #form"() {
        given:
        home.succeed('run', form == 'yaml' ? yaml('{version: 1}') : groovy('version: 1'))
        def id = home.json('show', 'last').id

        when:
        def same = plan(form == 'yaml' ? yaml('{version: 1}') : groovy('version: 1'))
        def raised = plan(form == 'yaml' ? yaml('{version: 2}') : groovy('version: 2'))

        then:
        same.subMap('plan', 'run') == [plan: 'hit', run: id]
        raised.subMap('plan', 'changed') == [plan: 'miss', changed: [[part: 'cache.version', before: '1', now: '2']]]

        where:
        form << ['yaml', 'groovy']
    }

    def "ttl: a result serves for so long, and then it is too old: #form"() {
        given:
        def file = form == 'yaml' ? yaml('{ttl: 1h}') : groovy("ttl: '1h'")
        home.succeed('run', file)
        def brief = form == 'yaml' ? { yaml('{ttl: 500ms}') } : { groovy("ttl: '500ms'") }

        expect:
        plan(file).plan == 'hit'
        soon.eventually { assert plan(brief()).because == 'too-old' }

        when:
        home.succeed('run', brief())

        then:
        home.json('show', 'last').tasks[0].reusedFrom == null
        home.succeed('why', 'last', 't').out.contains('whose result was older than its ttl allows')

        where:
        form << ['yaml', 'groovy']
    }

    def "a result whose bytes are gone is made anew, and that is said"() {
        given:
        def file = yaml('')
        home.succeed('run', file)
        home.home.resolve('artifacts').toFile().eachFileRecurse(groovy.io.FileType.FILES) { it.delete() }

        expect:
        plan(file).subMap('plan', 'because') == [plan: 'miss', because: 'gone']

        when:
        home.succeed('run', file)

        then:
        home.json('show', 'last').tasks[0].reusedFrom == null
        home.succeed('why', 'last', 't').out.contains('whose result was gone')
        plan(file).plan == 'hit'
    }

    def "reuse of what changes the world is an error of the plan at its place: #form"() {
        given:
        def file = Files.writeString(folder.resolve("w.$form"), text.stripIndent())

        when:
        def results = ['validate', 'plan', 'run'].collect { home.run(it, file) }

        then:
        results*.code == [2, 2, 2]
        results.every { result ->
            result.err.readLines() == places.collect { "$file:$it (request) changes the world outside its run, so no earlier result can stand in for it. Leave 'cache' out." }*.toString()
        }

        where:
        form << ['yaml', 'groovy']
        text << ['''\
            workflow: w
            tasks:
              a: {type: request, workflow: w, cache: on}
              b: {type: request, workflow: w, cache: {ttl: 1d}}
              c: {type: request, workflow: w, cache: off}
              d: {type: request, workflow: w, cache: {version: 2}}
            ''', '''\
            workflow('w') {
                tasks {
                    request('a') { workflow 'w'; cache 'on' }
                    request('b') { workflow 'w'; cache ttl: '1d' }
                    request('c') { workflow 'w'; cache 'off' }
                    request('d') { workflow 'w'; cache version: 2 }
                }
            }
            ''']
        places << [["3:35: task 'a'", "4:35: task 'b'"], ["3:38: task 'a'", "4:38: task 'b'"]]
    }

    def "among the defaults, on leaves out what changes the world: #form"() {
        given:
        def file = Files.writeString(folder.resolve("w.$form"), text.stripIndent())

        when:
        2.times { home.succeed('run', file, '--no-follow') }

        then:
        home.json('show', 'last').tasks.collectEntries { [it.task, it.reusedFrom != null] } == [look: true, tell: false]

        where:
        form << ['yaml', 'groovy']
        text << ['''\
            workflow: w
            defaults: {cache: on}
            tasks:
              look: {type: shell, command: echo hello}
              tell: {type: request, workflow: w, after: look}
            ''', '''\
            workflow('w') {
                defaults { cache 'on' }
                tasks {
                    shell('look') { command 'echo hello' }
                    request('tell') { workflow 'w'; after look }
                }
            }
            ''']
    }
}
