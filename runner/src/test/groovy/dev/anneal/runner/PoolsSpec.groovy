package dev.anneal.runner

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.concurrent.PollingConditions

/** How much there is of what tasks take, through `anneal pools`. */
class PoolsSpec extends Specification {

    @TempDir
    Path folder

    CommandLines home
    List<Child> children = []
    def soon = new PollingConditions(timeout: 60, delay: 0.05)

    void setup() {
        home = new CommandLines(folder.resolve('home'))
    }

    void cleanup() {
        children.findAll { it.running() }*.kill()
    }

    private Child start(Path file) {
        def child = Child.start(home.home, 'run', file)
        children << child
        child
    }

    private Path write(String name, String text) {
        Files.writeString(folder.resolve(name), text.stripIndent())
    }

    def "sizes are set and listed, the machine's own first"() {
        expect:
        home.succeed('pools', 'set', 'db', '2').out == 'db 2\n'
        home.succeed('pools', 'set', 'db', '4', '--rate', '30/min').out == 'db 4, at most 30/min\n'
        home.succeed('pools', 'set', 'gpu', '2').out == 'gpu 2\n'
        home.json('pools')*.subMap('name', 'ofMachine')*.values()*.toList() ==
                [['cpu', true], ['memory', true], ['gpu', false], ['db', false]]
        home.json('pools')[3] == [name: 'db', size: 4, taken: 0, rate: 0.5, ofMachine: false, takenBy: []]
        home.succeed('pools').lines()[4] ==~ /db +4 +0  30\/min/

        and:
        home.succeed('pools', 'remove', 'db').out == 'db is removed\n'
        home.succeed('pools', 'remove', 'gpu').out.startsWith('gpu is as the machine has it: ')
        home.run('pools', 'remove', 'db').with { code == 3 && err == "there is no pool 'db'.\n" }
    }

    def "a size that makes no sense is refused: #name #size"() {
        expect:
        home.run('pools', 'set', name, size).with { code == 2 && err.contains(said) && err.contains("found '$size'") }

        where:
        name     | size     || said
        'db'     | '0'      || "the size of 'db' must be a whole number of 1 or more"
        'db'     | '1.5'    || "the size of 'db' must be a whole number of 1 or more"
        'db'     | 'many'   || "the size of 'db' must be a whole number of 1 or more"
        'cpu'    | '0'      || "the size of 'cpu' must be a number above 0 with at most three decimals"
        'cpu'    | '0.0001' || "the size of 'cpu' must be a number above 0 with at most three decimals"
        'memory' | '4'      || "the size of 'memory' must be a size above 0 such as 512MB or 2GB"
    }

    def "what is not there, or can never fit, is an error of the plan at its place, in #extension"() {
        given:
        home.succeed('pools', 'set', 'db', '4')
        home.succeed('pools', 'set', 'cpu', '4')
        def file = write("w.$extension", text)

        when:
        def results = ['run', 'plan'].collect { home.run(it, file) }

        then:
        results*.code == [2, 2]
        results.every { result ->
            result.err.readLines() == [
                    "$file:${places[0]}: task 'a' takes from the pool 'dv', but there is no such pool. Did you mean 'db'? 'anneal pools set dv SIZE' makes one.",
                    "$file:${places[1]}: task 'b' takes pool db: 9, and there is only 4 in all, so it could never start. Take less, or make the pool larger: 'anneal pools set db SIZE'.",
                    "$file:${places[2]}: task 'c' takes cpu: 4.5, and there is only 4 in all, so it could never start. Take less.",
            ]*.toString()
        }
        home.json('runs') == []

        where:
        extension << ['yaml', 'groovy']
        places << [['3:43', '4:44', '5:54'], ['3:43', '4:43', '5:53']]
        text << ['''\
            workflow: w
            tasks:
              a: {type: shell, command: "true", pool: dv}
              b: {type: shell, command: "true", pool: {db: 9}}
              c: {type: shell, command: "true", resources: {cpu: 4.5}}
            ''', '''\
            workflow('w') {
                tasks {
                    shell('a') { command 'true'; pool 'dv' }
                    shell('b') { command 'true'; pool db: 9 }
                    shell('c') { command 'true'; resources cpu: 4.5 }
                }
            }
            ''']
    }

    def "who holds what is listed; a pool made smaller than that lets it go on, and nothing else begin"() {
        given:
        home.succeed('pools', 'set', 'db', '3')
        def go = folder.resolve('go')
        def holder = start(write('holder.yaml', """\
            workflow: holder
            tasks:
              a: {type: shell, pool: {db: 3}, command: "while [ ! -e $go ]; do sleep 0.05; done"}
            """))
        soon.eventually { assert home.json('pools')[3].taken == 3 }
        def id = home.json('show', 'last').id

        when:
        def smaller = home.succeed('pools', 'set', 'db', '1')
        def other = start(write('other.yaml', '''\
            workflow: other
            tasks:
              b: {type: shell, pool: db, command: "echo ran"}
            '''))
        soon.eventually { assert home.json('runs').size() == 2 }
        def waits = home.json('show', 'last').id

        then:
        smaller.err == '3 are taken now, which is more: what has them goes on, and nothing else begins until there is room.\n'
        home.succeed('pools').lines()[4] ==~ /db +1 +3 +a in $id/
        home.json('pools')[3].takenBy == [[run: id, task: 'a', amount: 3, devices: [], driven: true]]
        home.json('show', id).state == 'running'

        when:
        Files.createFile(go)

        then:
        holder.await() == 0
        other.await() == 0
        home.json('show', waits).tasks[0].startedAt > home.json('show', id).tasks[0].endedAt
        home.json('pools')[3].with { taken == 0 && takenBy == [] }
    }
}
