package dev.anneal.runner

import dev.anneal.runner.testing.TwoProcesses

/** `concurrency` across real processes, and what becomes of who waits where one of them dies. */
class TurnsSpec extends TwoProcesses {

    private void workflow(String concurrency) {
        write('w.yaml', """\
            workflow: w
            concurrency: $concurrency
            params: {name: {type: string}}
            tasks:
              a: {type: shell, command: "echo begin \${params.name} >> $ran; while [ ! -e $folder/go-\${params.name} ]; do sleep 0.02; done; echo end \${params.name} >> $ran"}
            """)
    }

    private order(String name) {
        start('run', folder.resolve('w.yaml'), '-p', "name=$name")
    }

    def "queue: one waits until the other's run has ended"() {
        given:
        workflow('queue')
        let('go-y')
        def first = order('x')
        await('begin x')
        def second = order('y')
        soon.eventually { assert second.err().contains('waits for its turn') }

        when:
        let('go-x')

        then:
        [first, second]*.await() == [0, 0]
        lines() == ['begin x', 'end x', 'begin y', 'end y']
    }

    def "parallel: so many go on beside each other, and the next when one has ended"() {
        given:
        workflow('{parallel: 2}')
        def two = ['x', 'y'].collect { order(it) }
        await('begin x')
        await('begin y')
        def third = order('z')
        soon.eventually { assert third.err().contains('waits for its turn') }

        when:
        let('go-x')
        await('begin z')
        let('go-y')
        let('go-z')

        then:
        [*two, third]*.await() == [0, 0, 0]
        lines().indexOf('begin z') > lines().indexOf('end x')
    }

    def "skip: the second ends at once, and says because of which"() {
        given:
        workflow('skip')
        def first = order('x')
        await('begin x')

        when:
        def second = order('y')

        then:
        second.await() == 0
        second.err().contains("skipped")
        second.err().contains("run ${ids('w')[1]} of this workflow is going on")
        !second.err().contains('nobody drives it')
        lines() == ['begin x']

        cleanup:
        let('go-x')
        first.await()
    }

    def "cancel-running: the second stops the first in the other process, and starts when that has ended"() {
        given:
        workflow('cancel-running')
        let('go-y')
        def first = order('x')
        await('begin x')

        when:
        def second = order('y')

        then:
        [first, second]*.await() == [1, 0]
        lines() == ['begin x', 'begin y', 'end y']
        runs()*.state == ['succeeded', 'cancelled']
    }

    def "who waits behind a run that nobody drives is told which, and goes on when that is ended"() {
        given:
        workflow('queue')
        let('go-y')
        def first = order('x')
        await('begin x')
        def second = order('y')
        soon.eventually { assert second.err().contains('waits for its turn') }
        def left = ids('w')[1]

        when:
        first.kill()

        then:
        soon.eventually { assert second.err().contains("it waits for run $left, which is running though nobody drives it: " +
                "`anneal resume $left` goes on with it, `anneal cancel $left` ends it") }

        when:
        home.succeed('cancel', left)

        then:
        second.await() == 0
        second.err().count('nobody drives it') == 1
        lines() == ['begin x', 'begin y', 'end y']
    }

    def "cancel-running ends a run that nobody drives, too"() {
        given:
        workflow('cancel-running')
        let('go-y')
        def first = order('x')
        await('begin x')
        first.kill()

        when:
        def second = order('y')

        then:
        second.await() == 0
        lines() == ['begin x', 'begin y', 'end y']
        runs()*.state == ['succeeded', 'cancelled']
        runs().every { home.json('show', it.id).archive != null }
    }

    def "a run that is skipped because of one that nobody drives says so"() {
        given:
        workflow('skip')
        def first = order('x')
        await('begin x')
        first.kill()

        when:
        def second = order('y')

        then:
        second.await() == 0
        second.err().contains("it was skipped because of run ${ids('w')[1]}, which is running though nobody drives it")

        cleanup:
        home.succeed('cancel', ids('w')[1])
    }
}
