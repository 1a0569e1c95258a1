package dev.anneal.dsl.draft

import static java.time.Duration.ofHours
import static java.time.Duration.ofMinutes
import static java.time.Duration.ofSeconds

import dev.anneal.dsl.Reading
import dev.anneal.engine.expression.ExpressionText
import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Concurrency.Policy
import dev.anneal.engine.spec.Flow.OnFailure
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.Placement.Executor
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RetryPolicy.Backoff
import dev.anneal.engine.spec.RetryPolicy.Growth
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import spock.lang.Specification

/** What the engine's words mean: that both forms mean the same is for the twins to show. */
class TaskWordsSpec extends Specification implements Reading {

    def "the retry {#words} is tried again #retries times, #delays"() {
        given:
        def policy = task("retry: {$words}").attempts().retry()

        expect:
        policy.retries() == retries
        [policy.backoff().growth(), policy.backoff().delay(), policy.backoff().maxDelay(), policy.backoff().jitter()] == delays
        policy.on() == on as Set
        policy.infrastructure() == infrastructure

        where:
        words                                                  || retries | delays                                                      | on                      | infrastructure
        'retries: 2'                                           || 2       | [Growth.CONSTANT, ofSeconds(1), ofHours(1), 0d]             | []                      | 5
        'retries: 1, backoff: exponential, jitter: 5%'         || 1       | [Growth.EXPONENTIAL, ofSeconds(1), ofHours(1), 0.05d]       | []                      | 5
        'retries: 1, delay: 2h, jitter: 1'                     || 1       | [Growth.CONSTANT, ofHours(2), ofHours(2), 1d]               | []                      | 5
        'retries: 1, retryOn: [exit 007, error], maxDelay: 3m' || 1       | [Growth.CONSTANT, ofSeconds(1), ofMinutes(3), 0d]           | ['error', 'exit 7']     | 5
        'infrastructure: 0'                                    || 0       | [Growth.CONSTANT, ofSeconds(1), ofHours(1), 0d]             | []                      | 0
    }

    def "the timeout #words is of #attempt for an attempt and of #all for the task"() {
        given:
        def attempts = task("timeout: $words").attempts()

        expect:
        [attempts.timeout(), attempts.taskTimeout()] == [attempt, all]

        where:
        words                      || attempt      | all
        '30m'                      || ofMinutes(30) | null
        '{attempt: 30m}'           || ofMinutes(30) | null
        '{task: 2h}'               || null          | ofHours(2)
        '{attempt: 30m, task: 2h}' || ofMinutes(30) | ofHours(2)
    }

    def "a repetition says until when, how often at most, and what the bound means"() {
        given:
        def repeat = task('repeat: {until: t.exit < 1 || iteration > 3, atMost: 4, delay: 5s}').flow().repetition() as Repetition.Repeat
        def finishing = task('repeat: {until: t.exit < 1, atMost: 1, atBound: finish}').flow().repetition() as Repetition.Repeat

        expect: 'the record asks whether to go on'
        ExpressionText.of(repeat.condition()) == '!(t.exit < 1 || iteration > 3)'
        [repeat.atMost(), repeat.delay(), repeat.failAtBound()] == [4, ofSeconds(5), true]
        [finishing.atMost(), finishing.delay(), finishing.failAtBound()] == [1, null, false]
    }

    def "the items of '#words' are #items, #atOnce at once"() {
        given:
        def forEach = task("forEach: $words").flow().repetition() as Repetition.ForEach

        expect:
        [ExpressionText.of(forEach.over()), forEach.atOnce()] == [items, atOnce]

        where:
        words                       || items                 | atOnce
        '[a, 1, {b: 2}]'            || "['a', 1, {b: 2}]"    | 0
        '[]'                        || '[]'                  | 0
        '$prep.parts, atOnce: 3'    || 'prep.parts'          | 3
        '$params.x'                 || 'params.x'            | 0
        '{a: [1, 2], b: $prep.out}' || '{a: [1, 2], b: prep.out}' | 0
    }

    def "amounts may be worked out for each attempt, and a number need not be a text for that"() {
        expect:
        task("resources: $words").placement().resources().collectEntries { name, amount -> [name, ExpressionText.of(amount)] } == amounts

        where:
        words                                                        || amounts
        '{cpu: 2, memory: 2GB, gpu: 0}'                              || [cpu: '2', memory: "'2GB'", gpu: '0']
        '{cpu: 0.125}'                                               || [cpu: '0.125']
        '{cpu: "${2 * run.attempt}", gpu: $params.n}'                || [cpu: '2 * run.attempt', gpu: 'params.n']
        '{memory: "${2 * run.attempt}GB"}'                           || [memory: '"${2 * run.attempt}GB"']
        '{memory: "${params.memory}"}'                               || [memory: '"${params.memory}"']
        '{}'                                                         || [:]
    }

    def "what the cache word #words says is #mode, for #ttl, in version '#version'"() {
        expect:
        task("cache: $words").cache() == new CachePolicy(mode, ttl, version)

        where:
        words                       || mode                     | ttl        | version
        'on'                        || CachePolicy.Mode.ON      | null       | ''
        'off'                       || CachePolicy.Mode.OFF     | null       | ''
        '{version: 2}'              || CachePolicy.Mode.BY_TYPE | null       | '2'
        '{ttl: 7d, version: "2b"}'  || CachePolicy.Mode.ON      | ofHours(168) | '2b'
    }

    def "a task's word takes the place of the whole default, and what it does not say it has from there"() {
        when:
        def tasks = yaml('''
            workflow: w
            defaults: {retry: {retries: 4, jitter: 0.5}, timeout: {attempt: 1m, task: 1h}, resources: {cpu: 4, memory: 1GB},
              priority: 7, cache: {ttl: 1h}, onFailure: cancel, executor: worker}
            tasks:
              plain: {type: shell, run: x}
              own: {type: shell, run: x, retry: {retries: 1}, timeout: {task: 2h}, resources: {gpu: 1}, priority: 0, cache: on,
                onFailure: finish, executor: local}
            always:
              last: {type: shell, run: x}
            '''.stripIndent()).workflows()[0].tasks()

        then:
        tasks*.attempts()*.retry() == [new RetryPolicy(4, new Backoff(Growth.CONSTANT, ofSeconds(1), ofHours(1), 0.5d), [] as Set, 5),
                                       RetryPolicy.times(1), tasks[0].attempts().retry()]
        tasks*.attempts().collect { [it.timeout(), it.taskTimeout()] } == [[ofMinutes(1), ofHours(1)], [null, ofHours(2)], [ofMinutes(1), ofHours(1)]]
        tasks*.placement()*.resources()*.keySet() == [['cpu', 'memory'] as Set, ['gpu'] as Set, ['cpu', 'memory'] as Set]
        tasks*.placement()*.priority() == [7, 0, 7]
        tasks*.placement()*.executor() == [Executor.WORKER, Executor.LOCAL, Executor.WORKER]
        tasks*.flow()*.onFailure() == [OnFailure.CANCEL, OnFailure.FINISH, OnFailure.CANCEL]
        tasks*.cache() == [new CachePolicy(CachePolicy.Mode.BY_TYPE, ofHours(1), ''), new CachePolicy(CachePolicy.Mode.ON, null, ''), tasks[0].cache()]
    }

    def "tasks under 'always' come last, wherever they stand in the file, and run however the others ended"() {
        when:
        def tasks = yaml('''
            workflow: w
            always:
              tell: {type: shell, run: x}
              clean: {type: shell, run: x, runIf: any-failed}
            tasks:
              t: {type: shell, run: x}
            '''.stripIndent()).workflows()[0].tasks()

        then:
        tasks*.name() == ['t', 'tell', 'clean']
        tasks*.flow()*.always() == [false, true, true]
        tasks*.flow()*.runIf() == [RunIf.ALL_SUCCEEDED, RunIf.ALL_DONE, RunIf.ANY_FAILED]
    }

    def "the limits of a workflow with #words are #limits"() {
        expect:
        workflow(words).limits() == limits

        where:
        words                                            || limits
        'description: x'                                 || Limits.NONE
        'concurrency: queue'                             || new Limits(null, new Concurrency(Policy.QUEUE, 1), 0)
        'concurrency: skip'                              || new Limits(null, new Concurrency(Policy.SKIP, 1), 0)
        'concurrency: cancel-running'                    || new Limits(null, new Concurrency(Policy.CANCEL_RUNNING, 1), 0)
        '{concurrency: {parallel: 4}, timeout: 6h, atOnce: 2}' || new Limits(ofHours(6), new Concurrency(Policy.QUEUE, 4), 2)
    }

    def "a word that the task's type has as a setting is the type's"() {
        when:
        def task = yaml('''
            workflow: w
            tasks:
              t: {type: ticket, priority: high, pool: [a], repeat: {until: x < 3}, cache: size(item) > 0, resources: {cpu: 1}}
            '''.stripIndent()).workflows()[0].tasks()[0]

        then:
        task.settings().collectEntries { name, value -> [name, ExpressionText.of(value)] } ==
                [priority: "'high'", pool: "['a']", repeat: "{until: 'x < 3'}", cache: 'size(item) > 0']
        task.placement().priority() == 0
        task.placement().resources().keySet() == ['cpu'] as Set
        task.flow().repetition() == null
    }

    private TaskSpec task(String words) {
        yaml("workflow: w\ntasks:\n  t: {type: shell, run: x, $words}\n").workflows()[0].tasks()[0]
    }

    private WorkflowSpec workflow(String words) {
        def lines = words.startsWith('{') ? words[1..-2].split(/, (?=timeout|atOnce)/).join('\n') : words
        yaml("workflow: w\n$lines\ntasks:\n  t: {type: shell, run: x}\n").workflows()[0]
    }
}
