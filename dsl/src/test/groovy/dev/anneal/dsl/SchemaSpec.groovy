package dev.anneal.dsl

import dev.anneal.dsl.draft.EngineWords
import dev.anneal.dsl.draft.WorkflowDraft
import dev.anneal.dsl.schema.WorkflowSchema
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.testing.SchemaCheck
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** What the JSON Schema lets pass and what it sees, by a validator of its own. */
class SchemaSpec extends Specification implements Reading {

    static final Map<String, Object> SCHEMA = WorkflowSchema.of(LoanTypes.catalog())

    static final SchemaCheck CHECK = new SchemaCheck(SCHEMA)

    static final List<Path> VALID = Corpus.files('/twins').findAll { Corpus.extension(it) == 'yaml' }
    static final List<Path> INVALID = Corpus.files('/invalid').findAll { Corpus.extension(it) == 'yaml' }

    /** Lines in which no schema sees what is wrong, and why; {@code anneal validate} does. */
    static final Map<String, Map<Integer, String>> UNSEEN = [
            'alias-loop.yaml'                   : [6: 'aliases are gone where a schema looks'],
            'always.yaml'                       : [9: 'a name is compared with names elsewhere'],
            'condition-assigns.yaml'            : [7: 'the grammar of expressions'],
            'condition-in-a-nested-setting.yaml': [7: 'the grammar of expressions'],
            'defaults-of-parameters.yaml'       : [12: 'a default is compared with min', 14: 'and with choices', 17: 'and with max'],
            'default-out-of-range.yaml'         : [7: 'a default is compared with min'],
            'duplicates.yaml'                   : [8: "keys are the editor's own business", 9: 'the same', 10: 'the same', 12: 'two documents'],
            'empty-document.yaml'               : [0: 'nothing has no line'],
            'engine-words.yaml'                 : [20: 'two durations are compared'],
            'expression-operators.yaml'         : (9..14).collectEntries { [it, 'the grammar of expressions'] },
            'interpolation.yaml'                : [8: 'the grammar of expressions', 12: 'the same', 15: 'the same'],
            'numbers.yaml'                      : [5: 'numbers of any size are numbers'],
            'parameters.yaml'                   : [16: 'min is compared with max'],
            'tag.yaml'                          : [3: 'tags are gone where a schema looks'],
            'text-braces.yaml'                  : (7..9).collectEntries { [it, 'the grammar of expressions'] },
            'timeouts.yaml'                     : [10: 'two durations are compared'],
            'two-of-a-name-in-two-documents.yaml': [5: 'a name is compared with names elsewhere'],
    ]

    def "nothing in #file.fileName is marked"() {
        expect:
        CHECK.findings(Files.readString(file)) == []

        where:
        file << VALID
    }

    def "what is wrong in #file.fileName is marked in its line"() {
        given:
        def text = Files.readString(file)
        def announced = (text =~ /(?m)^# (\d+):\d+ ([a-z-]+) /).collect { [line: it[1] as int, code: it[2]] }
        def found = CHECK.findings(text)

        when:
        def unseen = announced.findAll { problem -> !found.any { sees(it, problem) } }*.line.unique()

        then:
        unseen == (UNSEEN[file.fileName.toString()] ?: [:]).keySet() as List

        where:
        file << INVALID
    }

    /** Many of the files leave out settings, too: that this is seen does not count for what they are about. */
    private static boolean sees(SchemaCheck.Finding finding, Map<String, Object> problem) {
        finding.line() == problem.line
                && (finding.keyword() != 'required' || problem.code in ['missing', 'no-tasks', 'unknown-word'])
    }

    def "every word that is read has its piece of the schema"() {
        given:
        def word = { String name -> SCHEMA.definitions["word.$name".toString()] }
        def keys = { Map piece -> piece.get('properties') as Map }
        def behind = { String name -> keys(word(name)) ?: keys(word(name).anyOf.find { keys(it) }) }
        def parameter = { String type -> keys(SCHEMA.definitions["parameter.$type".toString()]) }

        expect:
        (TaskSpec.WORDS - 'type').findAll { !word(it) } == []
        WorkflowDraft.WORDS.findAll { !keys(SCHEMA)[it] } == []
        [retry: EngineWords.RETRY, timeout: EngineWords.TIMEOUT, repeat: EngineWords.REPEAT, cache: EngineWords.CACHE].each { name, known ->
            assert known.findAll { !behind(name)[it] } == []
        }
        EngineWords.PARAMETER.findAll { !parameter('integer')[it] && !parameter('choice')[it] } == []
        EngineWords.TRIGGER.findAll { !keys(SCHEMA.definitions.trigger)[it] } == []
    }

    def "where a value may stand, a reference or a computed one may, and a wrong one may not: #setting"() {
        given:
        def text = { value -> "workflow: w\ntasks:\n  t: {type: $type, $setting: $value}\n" }
        def marked = { value -> CHECK.findings(text(value)).any { it.keyword() != 'required' } }

        expect:
        right.findAll { marked(it) } == []
        wrong.findAll { !marked(it) } == []

        where:
        type       | setting   | right                                                          | wrong
        'generate' | 'rows'    | ['5', '50_000', '$params.rows', '"${params.rows * 2}"', '1e3'] | ['x', '1.5', 'true', '[1]', '$a b', '']
        'generate' | 'noise'   | ['0.5', '1_0.5', '$a.b', '-1']                                 | ['x', 'true', '{a: 1}']
        'generate' | 'concepts'| ['[1, 2]', '[$a.b, 1_0]', '$a.b']                              | ['1', '[x]', '[true]']
        'generate' | 'kind'    | ['sea', '$a.b', '"${a.b} c"', '"$$5"']                         | ['5', 'true', '[a]', '$a.b/c']
        'train'    | 'data'    | ['$a.b', '"${a ?: b}"']                                        | ['a.b', '5', '[$a.b]']
        'merge'    | 'data'    | ['$a.b', '[$a.b, $c.d]']                                       | ['a', '[a]']
        'shell'    | 'until'   | ['a > 3', '"!a"', 'true']                                      | ['$a.b', '5', '[a]', '']
        'shell'    | 'run'     | ['5', '[a, {b: $c.d}]', 'true', '']                            | ['$a.b/c', '[$a.b/c]']
    }

    def "a setting tells what it is for, what it takes and what holds where nothing is said"() {
        given:
        def heal = SCHEMA.definitions['task.retrain-on-drift'].get('properties')

        expect:
        heal.workflow.description == 'Takes a text.'
        heal.atMost.description == 'Takes a whole number.'
        SCHEMA.definitions.task.get('properties').type.enum.containsAll(['shell', 'retrain-on-drift'])
        SCHEMA.definitions['word.runIf'].default == 'all-succeeded'
    }

    def "a word that a type has as a setting of its own is the type's"() {
        expect:
        CHECK.findings('workflow: w\ntasks: {t: {type: ticket, priority: high, pool: [a, b]}}') == []
        CHECK.findings('workflow: w\ntasks: {t: {type: ticket, priority: 3}}') != []
    }
}
