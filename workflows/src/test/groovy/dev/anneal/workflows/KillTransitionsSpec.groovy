package dev.anneal.workflows

import dev.anneal.engine.run.RunEvent
import dev.anneal.runner.testing.Child
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * A chain of runs with everything in it, whose process is killed with SIGKILL when an event of each kind has just been
 * journaled, and at random moments: it ends as the one that nobody disturbed, and nothing of it happened twice. The soak
 * ({@code -Psoak}) kills after every single event, and at more random moments.
 */
@Requires(value = { os.linux }, reason = 'processes are found by their environment on Linux only')
class KillTransitionsSpec extends Specification {

    static final String WORKFLOWS = '''\
            workflow: whole
            params:
              limit: {type: integer, default: 10}
            defaults: {retry: {infrastructure: 50}, resources: {cpu: 0.05}}
            tasks:
              rows: {type: generate, kind: sea, rows: 300, seed: 7}
              again: {type: generate, kind: sea, rows: 300, seed: 7}
              split: {type: dataset, source: $rows.rows}
              model: {type: train, data: $split.train, seed: 7, settings: {max_depth: 2}}
              judged: {type: evaluate, model: $model.model, data: $split.test, require: accuracy > 2, allowFailure: true}
              release: {type: version, model: $model.model, name: toy}
              flaky:
                type: shell
                command: '"$ANNEAL_FOLDER"/work flaky test "$ANNEAL_ATTEMPT" -gt 1'
                retry: {retries: 1, delay: 50ms, infrastructure: 50}
                outputs: {made: made.txt}
              fan:
                type: shell
                forEach: [a, b, c, d]
                atOnce: 2
                command: '"$ANNEAL_FOLDER"/work ${item} sleep 0.1'
                outputs: {made: made.txt}
              poll:
                type: shell
                repeat: {until: iteration == 3, atMost: 5, delay: 20ms}
                command: '"$ANNEAL_FOLDER"/work ${iteration} sleep 0.05'
                outputs: {made: made.txt}
              never: {type: shell, when: params.limit > 100, command: '"$ANNEAL_FOLDER"/work never true'}
              inner: {type: workflow, workflow: inner, with: {seed: 5}}
              late: {type: workflow, workflow: late, allowFailure: true}
              ok: {type: approval, of: $release.version, expires: 1d}
              onwards: {type: request, after: [ok, inner, late], runIf: all-done, workflow: next, with: {seed: 7}}
            always:
              tell:
                type: shell
                command: '"$ANNEAL_FOLDER"/work ${run.state} true'
                outputs: {made: made.txt}
            ---
            workflow: inner
            params:
              seed: {type: integer}
            defaults: {retry: {infrastructure: 50}, resources: {cpu: 0.05}}
            tasks:
              rows: {type: generate, kind: sea, rows: 200, seed: $params.seed}
              limited:
                type: shell
                timeout: {task: 100ms}
                allowFailure: true
                command: '"$ANNEAL_FOLDER"/work limited sleep 1000'
              work:
                type: shell
                inputs: {rows: $rows.rows}
                after: limited
                runIf: all-done
                command: '"$ANNEAL_FOLDER"/work "$(wc -c < "$ANNEAL_INPUT_ROWS")" sleep 0.1'
                outputs: {made: made.txt}
            outputs: {made: $work.made}
            ---
            workflow: late
            timeout: 300ms
            defaults: {retry: {infrastructure: 50}, resources: {cpu: 0.05}}
            tasks:
              sleeper: {type: shell, command: '"$ANNEAL_FOLDER"/work sleeper sleep 1000'}
            ---
            workflow: next
            params:
              seed: {type: integer}
            defaults: {retry: {infrastructure: 50}, resources: {cpu: 0.05}}
            tasks:
              rows: {type: generate, kind: sea, rows: 300, seed: $params.seed}
              work:
                type: shell
                after: rows
                command: '"$ANNEAL_FOLDER"/work next sleep 0.05'
                outputs: {made: made.txt}
            '''

    static final int RANDOM_KILLS = 6
    static final long SEED = 20_240_615

    @Shared
    @TempDir
    Path folder

    @Shared
    Project undisturbed

    @Shared
    Project byKind

    @Shared
    Project atRandom

    /** How many events the undisturbed chain has. */
    @Shared
    int events = 0

    void setupSpec() {
        undisturbed = project('undisturbed')
        live(undisturbed) { List<RunEvent> news ->
            events += news.size()
            false
        }
        byKind = project('by-kind')
        def kinds = kinds()
        live(byKind) { List<RunEvent> news -> kinds.removeAll(news*.class) }
        assert kinds.empty
        atRandom = project('at-random')
        killAtRandom(atRandom, SEED, RANDOM_KILLS)
    }

    void cleanupSpec() {
        [undisturbed, byKind, atRandom]*.close()
    }

    private Project project(String name) {
        new Project(folder.resolve(name), WORKFLOWS)
    }

    /** Every kind of event that there is. */
    private static Set<Class> kinds(Class type = RunEvent) {
        type.sealed ? type.permittedSubclasses.collectMany(new LinkedHashSet()) { kinds(it) } : [type] as Set
    }

    /** Some events after the last time, and some milliseconds more. */
    private static void killAtRandom(Project project, long seed, int kills) {
        def random = new Random(seed)
        int left = kills
        int after = random.nextInt(15)
        live(project) { List<RunEvent> news, Child child ->
            after -= news.size()
            boolean due = left > 0 && after < 0
            if (due) {
                left--
                after = random.nextInt(15)
                child.endsWithin(random.nextInt(20))
            }
            due
        }
    }

    /**
     * Runs the chain to its end, approving what is to be approved.
     *
     * @param kill whether to kill the process now; told of new events, and of the process
     */
    private static void live(Project project, Closure<Boolean> kill) {
        Child child = project.start('run', project.file)
        boolean approved = false
        while (!child.endsWithin(5)) {
            def news = project.news()
            if (news && (kill.maximumNumberOfParameters == 1 ? kill(news) : kill(news, child))) {
                child.kill()
                child = project.resume()
            }
            if (!approved && project.asked('ok')) {
                project.approve('ok')
                approved = true
                child.kill()
                child = project.resume()
            }
        }
        assert child.code() == 0: child
    }

    def "it ends as the chain that nobody disturbed: #which"() {
        expect:
        project.essence() == undisturbed.essence()

        where:
        [which, project] << lives()
    }

    def "what had succeeded did not run again, and no attempt began before the one before it had ended: #which"() {
        expect:
        project.repeated() == []
        project.overlapping() == []

        where:
        [which, project] << lives()
    }

    def "nothing is held, no message waits and no process lives: #which"() {
        expect:
        project.left() == []

        where:
        [which, project] << lives()
    }

    def "there is no version and no request twice: #which"() {
        expect:
        project.made('toy') == [versions: 1, requests: 1]

        where:
        [which, project] << lives()
    }

    def "each run left one sealed archive, which verifies, and nothing half-written beside it: #which"() {
        expect:
        project.unsound() == []

        where:
        [which, project] << lives()
    }

    private List<List> lives() {
        [['undisturbed', undisturbed], ['by kind', byKind], ['at random', atRandom]]
    }

    @Requires({ Boolean.getBoolean('anneal.soak') })
    def "so it is after every single event"() {
        expect:
        (1..events).each { int event ->
            int seen = 0
            boolean killed = false
            soaked("event-$event") { Project project ->
                live(project) { List<RunEvent> news ->
                    seen += news.size()
                    boolean now = !killed && seen >= event
                    killed |= now
                    now
                }
            }
        }
    }

    @Requires({ Boolean.getBoolean('anneal.soak') })
    def "so it is after two hundred kills at random moments"() {
        expect:
        (1..20).each { int life ->
            soaked("life-$life") { Project project -> killAtRandom(project, SEED + life, 10) }
        }
    }

    private void soaked(String name, Closure<?> life) {
        project(name).withCloseable { project ->
            life(project)
            assert project.essence() == undisturbed.essence(): name
            assert project.repeated() + project.overlapping() + project.left() + project.unsound() == []: name
            assert project.made('toy') == [versions: 1, requests: 1]: name
        }
        folder.resolve(name).toFile().deleteDir()
    }
}
