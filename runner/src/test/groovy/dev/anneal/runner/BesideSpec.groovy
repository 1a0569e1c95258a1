package dev.anneal.runner

import dev.anneal.runner.testing.TwoProcesses

/** Two `anneal run` processes beside each other on one home: what they share holds for both. */
class BesideSpec extends TwoProcesses {

    /** Fails where it overlaps with another: what is to exclude is the engine, not this. */
    private String alone() {
        def lock = folder.resolve('lock')
        "mkdir $lock && sleep 0.05 && ${leave('alone')} && rmdir $lock"
    }

    private void sharing(String name, String taken) {
        write("${name}.yaml", """\
            workflow: $name
            tasks:
              a: {type: shell, forEach: [1, 2, 3, 4, 5, 6], command: "${alone()}", $taken}
            """)
    }

    def "different runs go on beside each other, and what both take of #taken is taken by one at a time"() {
        given:
        setUp(home)
        sharing('left', taken)
        sharing('right', taken)

        when:
        def both = ['left', 'right'].collect { start('run', folder.resolve("${it}.yaml")) }

        then:
        both*.await() == [0, 0]
        lines().count('alone') == 12

        where:
        taken                  | setUp
        'pool: db'             | { it.succeed('pools', 'set', 'db', '1') }
        'resources: {gpu: 1}'  | { it.succeed('pools', 'set', 'gpu', '1') }
    }

    def "neither waits for the other where they share nothing"() {
        given: 'each waits until the other has begun'
        ['left', 'right'].each { name ->
            def other = name == 'left' ? 'right' : 'left'
            write("${name}.yaml", """\
                workflow: $name
                tasks:
                  a: {type: shell, command: "touch ${folder.resolve(name)}; ${until(other)}"}
                """)
        }

        expect:
        ['left', 'right'].collect { start('run', folder.resolve("${it}.yaml")) }*.await() == [0, 0]
    }

    def "what a killed process had taken is free again when no process of it lives, and not before"() {
        given:
        home.succeed('pools', 'set', 'db', '1')
        write('first.yaml', """\
            workflow: first
            tasks:
              a: {type: shell, pool: db, command: "${leave('pid \$\$')}; ${until('go')}; ${leave('first ends')}"}
            """)
        write('second.yaml', """\
            workflow: second
            tasks:
              begin: {type: shell, command: "${leave('second waits')}"}
              a: {type: shell, after: begin, pool: db, command: "${leave('second has it')}"}
            """)
        def first = start('run', folder.resolve('first.yaml'))
        soon.eventually { assert pids() }
        def second = start('run', folder.resolve('second.yaml'))
        await('second waits')

        when:
        first.kill()

        then: 'its task goes on and holds what it took'
        lives(pids()[0])
        !second.endsWithin(1_500)

        when:
        let('go')

        then:
        second.await() == 0
        lines().findAll { !it.startsWith('pid ') } == ['second waits', 'first ends', 'second has it']
    }

    def "what a process had taken that died with its task is free at once"() {
        given:
        home.succeed('pools', 'set', 'db', '1')
        write('first.yaml', """\
            workflow: first
            tasks:
              a: {type: shell, pool: db, command: "${leave('pid \$\$')}; exec sleep 1000"}
            """)
        write('second.yaml', """\
            workflow: second
            tasks:
              begin: {type: shell, command: "${leave('second waits')}"}
              a: {type: shell, after: begin, pool: db, command: "${leave('second has it')}"}
            """)
        def first = start('run', folder.resolve('first.yaml'))
        soon.eventually { assert pids() }
        def second = start('run', folder.resolve('second.yaml'))
        await('second waits')

        when:
        first.kill()
        ProcessHandle.of(pids()[0]).get().destroyForcibly()

        then:
        second.await() == 0
        lines().last() == 'second has it'
    }

    def "what two processes want of the cache at once is computed once"() {
        given:
        write('w.yaml', """\
            workflow: w
            tasks:
              a: {type: shell, cache: on, command: "${leave('computed')}; ${until('go')}; echo 1 > out", outputs: {out: out}}
            """)
        def both = (1..2).collect { start('run', folder.resolve('w.yaml')) }
        soon.eventually { assert runs().count { it.state == 'running' } == 2 }
        await('computed')

        when:
        let('go')

        then:
        both*.await() == [0, 0]
        lines() == ['computed']
        def (newer, older) = ids('w')
        def tasks = [newer, older].collect { home.json('show', it).tasks[0] }
        tasks.count { it.reusedFrom in [newer, older] } == 1
    }

    def "a computation whose process died is begun anew by who waits for it"() {
        given:
        write('w.yaml', """\
            workflow: w
            tasks:
              a: {type: shell, cache: on, command: "${leave('pid \$\$')}; ${until('go')}; echo 1 > out", outputs: {out: out}}
            """)
        def first = start('run', folder.resolve('w.yaml'))
        soon.eventually { assert pids().size() == 1 }
        def second = start('run', folder.resolve('w.yaml'))
        soon.eventually { assert runs().count { it.state == 'running' } == 2 }

        when:
        first.kill()
        ProcessHandle.of(pids()[0]).get().destroyForcibly()
        soon.eventually { assert pids().size() == 2 }
        let('go')

        then:
        second.await() == 0
    }

    def "an order with one key by two processes at once is one run"() {
        given:
        write('w.yaml', """\
            workflow: w
            tasks:
              a: {type: shell, command: "${leave('a')}; ${until('go')}"}
            """)
        def both = (1..3).collect { start('run', folder.resolve('w.yaml'), '--key', 'monday') }
        await('a')

        when: 'the others have come to it, or will find it ended'
        soon.eventually { assert both.count { it.err().contains("was ordered with the key 'monday'") } == 2 }
        let('go')

        then:
        both*.await() == [0, 0, 0]
        lines() == ['a']
        runs()*.state == ['succeeded']
        home.home.resolve('archives').toFile().list().findAll { it.endsWith('.tar.zst') }.size() == 1
    }
}
