package dev.anneal.runner

import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.TwoProcesses

/** A process that is stopped, not dead: its run is its own until it is taken, and then no more. */
class TakenSpec extends TwoProcesses {

    private List events(String run) {
        Anneal.openExisting(home.home).withCloseable { anneal -> anneal.store().read { it.runs().journal(run) } }
    }

    private static int exitOf(Child child) {
        signal(child, 'CONT')
        assert child.endsWithin(60_000): child
        child.code()
    }

    def "a stopped process keeps its run; taken by force it ends, and the old process writes nothing more"() {
        given: 'two tasks, so that the old process would have more to do'
        write('w.yaml', """\
            workflow: w
            tasks:
              a: {type: shell, command: "${leave('a')}; ${until('go')}; ${leave('a ends')}"}
              b: {type: shell, after: a, command: "${leave('b')}"}
            """)
        def old = start('run', folder.resolve('w.yaml'))
        await('a')
        def id = ids('w')[0]
        signal(old, 'STOP')

        when:
        def refused = home.run('resume', id)

        then:
        refused.code == 1
        refused.err.contains("process ${old.pid()} ")
        refused.err.contains("`anneal resume $id --force`")

        when:
        let('go')
        def taken = home.succeed('resume', id, '--force')
        def journal = events(id)

        then:
        taken.err.contains('succeeded in')
        lines() == ['a', 'a ends', 'b']
        home.json('show', id).with { state == 'succeeded' && archive != null }

        when:
        def code = exitOf(old)

        then:
        code == 1
        old.err().contains("run $id was taken over by another process; this one stops writing")
        events(id) == journal
        lines() == ['a', 'a ends', 'b']
        home.succeed('archive', 'verify', id)
    }

    def "the old process wakes while the new one is at it: the attempt under way runs once, and its end is the new one's"() {
        given:
        write('w.yaml', """\
            workflow: w
            tasks:
              a: {type: shell, command: "${leave('a')}; ${until('go')}; ${leave('a ends')}"}
              b: {type: shell, after: a, command: "${leave('b')}"}
            """)
        def old = start('run', folder.resolve('w.yaml'))
        await('a')
        def id = ids('w')[0]
        signal(old, 'STOP')
        def taker = start('resume', id, '--force')
        soon.eventually { assert taker.err().contains('w') && taker.err().contains(id) }

        when:
        def code = exitOf(old)
        let('go')

        then:
        code == 1
        taker.await() == 0
        lines() == ['a', 'a ends', 'b']
        home.json('show', id).tasks.every { it.state == 'succeeded' && it.attempts == 1 }
    }

    def "with a run its parts are taken, and the parts of those"() {
        given:
        write('w.yaml', """\
            workflow: outer
            tasks:
              part: {type: workflow, workflow: middle}
              after: {type: shell, after: part, command: "${leave('outer')}"}
            ---
            workflow: middle
            tasks:
              part: {type: workflow, workflow: inner}
            ---
            workflow: inner
            tasks:
              a: {type: shell, command: "${leave('a')}; ${until('go')}; ${leave('a ends')}"}
            """)
        def old = start('run', folder.resolve('w.yaml'))
        await('a')
        def all = ['outer', 'middle', 'inner'].collectEntries { [it, ids(it)[0]] }
        signal(old, 'STOP')

        when:
        let('go')
        def taker = start('resume', all.outer, '--force')

        then:
        taker.await() == 0
        lines() == ['a', 'a ends', 'outer']
        all.values().every { home.json('show', it).with { state == 'succeeded' && archive != null } }

        when:
        def journals = all.values().collect { events(it) }
        def code = exitOf(old)

        then:
        code == 1
        old.err().contains('was taken over by another process')
        all.values().collect { events(it) } == journals
    }
}
