package dev.anneal.runner.serve

import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.TwoProcesses
import java.nio.file.Files

/** `anneal serve` beside other processes on its home. */
class ServeBesideSpec extends TwoProcesses {

    private Child serve() {
        def child = start('serve', Files.createDirectories(folder.resolve('served')))
        soon.eventually { assert child.err().contains('serving ') }
        child
    }

    private static void end(Child server) {
        server.stop()
        assert server.await() == 0: server
    }

    def "the run of a process that is killed goes on at once: what was under way runs once, with its exit code and its log"() {
        given:
        write('w.yaml', """\
            workflow: w
            tasks:
              a:
                type: shell
                command: "echo first; ${leave('a')}; ${until('go')}; echo last; ${leave('a ends')}; exit $exit"
                allowFailure: true
              b: {type: shell, after: a, runIf: all-done, command: "${leave('b')}"}
            """)
        def server = serve()
        def owner = start('run', folder.resolve('w.yaml'))
        await('a')
        def id = ids('w')[0]

        when:
        owner.kill()

        then:
        soon.eventually { assert server.err().contains("run $id of w began") }

        when:
        let('go')

        then:
        soon.eventually { assert server.err().contains("run $id of w succeeded") }
        lines() == ['a', 'a ends', 'b']
        home.json('show', id).with {
            assert state == 'succeeded' && archive != null
            tasks.find { it.task == 'a' }.with { attempts == 1 && state == expected }
        }
        home.succeed('show', id, '--json').out.contains('"a"')
        home.succeed('logs', id, 'a').out.readLines().findAll { it.contains('first') || it.contains('last') }.size() == 2

        cleanup:
        end(server)

        where:
        exit || expected
        0    || 'succeeded'
        3    || 'failed'
    }

    def "of two servers one takes up what a killed process left, and when that is killed the other does"() {
        given:
        write('w.yaml', """\
            workflow: w
            tasks:
              a: {type: shell, command: "${leave('a')}; ${until('go')}; ${leave('a ends')}"}
            """)
        def servers = [serve(), serve()]
        def owner = start('run', folder.resolve('w.yaml'))
        await('a')
        def began = "run ${ids('w')[0]} of w began".toString()

        when:
        owner.kill()
        soon.eventually { assert servers.count { it.err().contains(began) } == 1 }
        def first = servers.find { it.err().contains(began) }
        def second = servers.find { it != first }
        first.kill()

        then:
        soon.eventually { assert second.err().contains(began) }

        when:
        let('go')

        then:
        soon.eventually { assert home.json('show', 'last').archive != null }
        lines() == ['a', 'a ends']
        !second.err().contains('cannot be driven')

        cleanup:
        end(second)
    }

    def "two servers on one home: each due moment becomes one run"() {
        given:
        write('served/w.yaml', """\
            workflow: w
            triggers:
              tick: {type: cron, at: "* * * * * ?", zone: UTC}
            tasks:
              a: {type: shell, command: "${leave('a')}"}
            """)
        def servers = [serve(), serve()]

        when:
        soon.eventually { assert runs().count { it.state == 'succeeded' } >= 5 }
        servers.each { end(it) }

        then:
        def all = runs()
        all*.due.toSet().size() == all.size()
        all.every { it.state == 'succeeded' }
        lines().size() == all.size()
        servers.every { !it.err().contains('cannot be driven') }
    }
}
