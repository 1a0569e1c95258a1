package dev.anneal.dsl

import dev.anneal.dsl.schema.EditorHelp
import spock.lang.Specification

/** What an editor may ask about a place in a file. */
class EditorHelpSpec extends Specification {

    static final EditorHelp HELP = new EditorHelp(LoanTypes.catalog())

    /** The file as far as it is written: a task 'model' of the type train, a parameter 'rows' that is an integer. */
    static final TYPES = { List<String> path ->
        Optional.ofNullable([[['tasks', 'model'], 'train'], [['params', 'rows'], 'integer']].find { it[0] == path }?.get(1))
    }

    def "what may stand at #path"() {
        given:
        def found = HELP.completions(path, TYPES)*.text()

        expect:
        found.containsAll(some)
        found.intersect(never) == []

        where:
        path                                  || some                                       | never
        []                                    || ['workflow', 'params', 'tasks', 'always']  | ['type', 'retry']
        ['tasks', 'other']                    || ['type']                                   | ['data', 'retry']
        ['tasks', 'other', 'type']            || ['train', 'retrain-on-drift']              | ['cron']
        ['tasks', 'model']                    || ['type', 'data', 'settings', 'retry']      | ['command', 'choices']
        ['tasks', 'model', 'retry']           || ['retries', 'backoff', 'retryOn']          | ['until']
        ['tasks', 'model', 'retry', 'backoff']|| ['constant', 'exponential']                | ['retries']
        ['tasks', 'model', 'runIf']           || ['all-done', 'any-failed']                 | []
        ['params', 'rows']                    || ['type', 'min', 'max', 'default']          | ['choices']
        ['concurrency']                       || ['queue', 'skip', 'parallel']              | []
        ['nothing', 'like', 'that']           || []                                         | ['type']
    }

    def "what stands at a place is told"() {
        expect:
        HELP.hover(['tasks', 'model', 'retry', 'delay'], TYPES).get() == 'The first delay.'
        HELP.hover(['tasks', 'model', 'algorithm'], TYPES).get() == 'Takes a text.'
        HELP.hover(['tasks', 'model', 'when'], TYPES).get().startsWith('Runs the task only where this holds')
        HELP.hover(['nothing'], TYPES).empty
        HELP.completions(['tasks', 'model'], TYPES).find { it.text() == 'retry' }.help().startsWith('More attempts')
    }
}
