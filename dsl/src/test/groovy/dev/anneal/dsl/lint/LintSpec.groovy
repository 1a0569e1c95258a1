package dev.anneal.dsl.lint

import dev.anneal.dsl.LoanTypes
import dev.anneal.dsl.Reading
import dev.anneal.dsl.diagnostic.SourceLines
import java.time.Instant
import spock.lang.Specification

/** What is legal and odd; the types are those of {@link LoanTypes}, all pure. */
class LintSpec extends Specification implements Reading {

    static final String T = 'tasks: {t: {type: shell, run: x}}\n'

    NextMoment schedules = { it.cron().endsWith(' 2020') ? Optional.empty() : Optional.of(Instant.EPOCH) }

    private List<String> warnings(String name, String text) {
        def file = read(name, text)
        new Lint(LoanTypes.catalog(), schedules).warnings(file, new SourceLines()).collect { "${it.place().line()}:${it.place().column()} ${it.code()}".toString() }
    }

    def "#what is warned of"() {
        expect:
        warnings('w.yaml', "workflow: w\n$text") == found

        where:
        what                                   | text                                                                                                  || found
        'a parameter that nobody reads'        | "params:\n  a: {type: integer, default: 1}\n$T"                                                       || ['3:3 unused-parameter']
        'data that nobody reads'               | 'tasks:\n  a: {type: generate, kind: sea, rows: 1, noise: 0, seed: 1, concepts: [1]}\n'               || ['3:3 unread-task']
        'a schedule in the past'               | "triggers:\n  a: {type: cron, at: '0 0 3 * * ? 2020'}\n$T"                                            || ['3:3 schedule-never-fires']
        'a condition that reads nothing'       | 'tasks:\n  a: {type: shell, run: x, when: 1 < 2}\n'                                                   || ['3:34 constant-condition']
        'a repetition that reads nothing'      | 'tasks:\n  a: {type: shell, run: x, repeat: {until: true, atMost: 2}}\n'                              || ['3:44 constant-condition']
        'a password'                           | 'tasks:\n  a: {type: request, workflow: w, with: {db_password: hunter2}}\n'                           || ['3:55 plain-secret']
        'a default that is a secret'           | 'params:\n  api_key: {type: string, default: abc}\ntasks: {t: {type: shell, run: "${params.api_key}"}}\n' || ['3:3 plain-secret']
        'a key by its shape'                   | 'tasks:\n  a: {type: shell, run: "x AKIAABCDEFGHIJKLMNOP"}\n'                                        || ['3:25 plain-secret']
        'a key by its shape, beside braces'    | 'tasks:\n  a: {type: shell, run: "${run.id} ghp_abcdefghijklmnopqrstuvwxyz0123456789"}\n'            || ['3:35 plain-secret']
        'a password in an address'             | 'tasks:\n  a: {type: shell, run: "psql postgres://me:hunter2@host/db"}\n'                             || ['3:25 plain-secret']
    }

    def "#what is not warned of"() {
        expect:
        warnings(name, text) == []

        where:
        what                                 | name       | text
        'a parameter of an output'           | 'w.yaml'   | "workflow: w\nparams: {a: {type: integer, default: 1}}\noutputs: {a: \$params.a}\n$T"
        'a parameter inside of a text'       | 'w.yaml'   | 'workflow: w\nparams: {a: {type: integer, default: 1}}\ntasks: {t: {type: shell, run: "x ${params.a}"}}\n'
        'a report, and a model at the end'   | 'w.yaml'   | 'workflow: w\nparams: {d: {type: path}}\ntasks:\n  d: {type: dataset, source: $params.d, target: a, split: {}}\n  m: {type: train, data: $d.all, algorithm: x, seed: 1}\n'
        'a password that is a parameter'     | 'w.yaml'   | 'workflow: w\nparams: {p: {type: string}}\ntasks:\n  a: {type: request, workflow: w, with: {password: $params.p}}\n'
        'a word that only has token in it'   | 'w.yaml'   | 'workflow: w\ntasks:\n  a: {type: request, workflow: w, with: {tokenizer: bert}}\n'
        'an address with a name'             | 'w.yaml'   | 'workflow: w\ntasks: {t: {type: shell, run: "psql postgres://me@host/db http://a:80/b"}}\n'
        "a condition of a script's variable" | 'w.groovy' | "def fast = 1\nworkflow('w') { tasks { shell('t') { run 'x'; when { fast > 0 } } } }\n"
        'what a comment in the line allows'  | 'w.yaml'   | "workflow: w\nparams:\n  a: {type: integer, default: 1} # anneal: allow plain-secret, unused-parameter\n$T"
        'what a comment above allows'        | 'w.groovy' | "workflow('w') {\n    params {\n        // anneal: allow unused-parameter\n        string 'a'\n    }\n    tasks { shell('t') { run 'x' } }\n}\n"
    }

    def "a comment allows only what it names"() {
        expect:
        warnings('w.yaml', "workflow: w\nparams:\n  a: {type: integer, default: 1} # anneal: allow plain-secret\n$T") == ['3:3 unused-parameter']
    }

    def "the secret itself is never told"() {
        given:
        def file = read('w.yaml', 'workflow: w\ntasks:\n  a: {type: request, workflow: w, with: {db_password: hunter2}}\n')

        expect:
        new Lint(LoanTypes.catalog(), schedules).warnings(file, new SourceLines()).every { !it.message().contains('hunter2') }
    }
}
