package dev.anneal.runner

import dev.anneal.engine.execution.NewRun
import dev.anneal.engine.execution.RunOrders
import dev.anneal.engine.run.RunCause
import dev.anneal.runner.app.Anneal
import dev.anneal.runner.testing.Child
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.time.Clock
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The commands on a home in which a model was made, deployed and put on a schedule. */
class CommandsSpec extends Specification {

    static final String WORKFLOW = '''\
            workflow: credit
            params:
              rows: {type: integer, default: 600, min: 100}
            triggers:
              nightly: {type: cron, at: "0 0 3 * * ?", zone: Europe/Berlin}
            tasks:
              stream: {type: generate, kind: agrawal, rows: $params.rows, noise: 0.05, seed: 7}
              history: {type: dataset, source: $stream.rows, target: approved, split: {by: order, train: 0.8}}
              model: {type: train, data: $history.train, algorithm: xgboost, seed: 7}
              scores: {type: evaluate, model: $model.model, data: $history.test, require: accuracy > baseline.majority}
              release: {type: version, model: $model.model, report: $scores.report, name: credit}
              live: {type: deploy, version: $release.version, endpoint: credit}
              letter: {type: shell, command: "printf 'dear\\\\0\\\\377' > letter; echo posted", outputs: {text: letter}}
              never: {type: shell, command: "exit 1", when: params.rows > 1_000_000}
            '''.stripIndent()

    @Shared
    @TempDir
    Path folder

    @TempDir
    Path target

    @Shared
    CommandLines home

    @Shared
    CommandLines.Result ran

    @Shared
    String id

    void setupSpec() {
        home = new CommandLines(folder.resolve('home'))
        Files.writeString(folder.resolve('credit.yaml'), WORKFLOW)
        ran = home.succeed('run', folder.resolve('credit.yaml'))
        id = home.json('runs')[0].id
    }

    def "a run is told on standard error: its heading, a line a task, its end"() {
        expect:
        ran.out.empty
        ran.err.readLines()[0] == "credit (rows 600)  $id  by hand, from credit.yaml"
        ran.err.readLines()[1..-3]*.substring(0, 18)*.trim() as Set ==
                ['stream', 'history', 'model', 'scores', 'release', 'live', 'letter'].collect { "✓ $it".toString() } + ['- never'] as Set
        ran.err.contains('- never          skipped: when params.rows > 1000000 does not hold\n')
        ran.err.readLines()[-2] ==~ /  succeeded in .* s  archives\/$id\.tar\.zst \(.* kB\)/
        ran.err.readLines()[-1] == "anneal show $id · home ${folder.resolve('home')}"
    }

    def "run --json gives the runs of the chain and nothing else on standard output"() {
        when:
        def json = home.json('run', folder.resolve('credit.yaml'), '-p', 'rows=500')

        then:
        json.runs*.workflow == ['credit']
        json.runs[0].parameters == [rows: 500]
        json.runs[0].state == 'succeeded'
        json.waiting == 0
    }

    def "runs lists the newest first, as a table or as JSON"() {
        when:
        def table = home.succeed('runs', '--limit', '1').lines()
        def json = home.json('runs')

        then:
        table[0] ==~ /RUN +WORKFLOW +STATE +STARTED +TOOK +CAUSE/
        table.size() == 2
        table[1].startsWith(json[0].id as String)
        json*.createdAt == json*.createdAt.sort().reverse()
        json.find { it.id == id }.subMap('workflow', 'state', 'root', 'chainLength', 'cause') ==
                [workflow: 'credit', state: 'succeeded', root: id, chainLength: 1,
                 cause: [kind: 'command', detail: 'by hand, from credit.yaml']]
    }

    def "show tells what each task did, in the workflow's order"() {
        when:
        def text = home.succeed('show', id).out
        def json = home.json('show', id)

        then:
        text.startsWith("credit  $id  succeeded in ")
        text.contains('  cause    by hand, from credit.yaml\n')
        text.contains('  params   rows=600\n')
        text.readLines().any { it ==~ /scores +evaluate +succeeded +.* s +accuracy 0\.\d+, auc .*/ }
        json.tasks*.task == ['stream', 'history', 'model', 'scores', 'release', 'live', 'letter', 'never']
        json.tasks*.state == ['succeeded'] * 7 + ['skipped']
        json.tasks.find { it.task == 'scores' }.metrics.accuracy > 0.7
        json.archive.digest == sha256(Files.readAllBytes(folder.resolve('home').resolve(json.archive.path as String)))
    }

    def "a run goes by the beginning of its id, or by `last`"() {
        expect:
        home.json('show', id.substring(0, 8)).id == id
        home.json('show', 'last').id == home.json('runs')[0].id
    }

    def "a beginning that several runs share is refused, with their ids"() {
        given: 'two runs whose ids begin alike'
        def other = new CommandLines(target.resolve('home'))
        Files.writeString(target.resolve('w.yaml'), 'workflow: w\ntasks:\n  a: {type: shell, command: "true"}\n')
        other.succeed('run', target.resolve('w.yaml'))
        def ids = ['twin11111111', 'twin22222222']
        Anneal.openExisting(target.resolve('home')).withCloseable { anneal ->
            def orders = new RunOrders(anneal.store(), Clock.systemUTC(), { ids[0] })
            ids.each { orders.place(it, new NewRun('w', [:], target, RunCause.command('spec'), null, null)) }
        }

        when:
        def result = other.run('show', 'twin')

        then:
        result.code == 2
        result.err == "'twin' is the beginning of more than one run: twin11111111, twin22222222. Give more of it.\n"
        other.json('show', 'twin2').id == 'twin22222222'

        and: 'what has not ended has no archive'
        other.run('archive', 'verify', 'twin2').with { code == 3 && err.contains('is running and has no sealed archive') }
    }

    def "resume goes on with what was left"() {
        given:
        def other = new CommandLines(target.resolve('home'))
        Files.writeString(target.resolve('w.yaml'), 'workflow: w\ntasks:\n  a: {type: shell, command: "true"}\n')
        other.succeed('run', target.resolve('w.yaml'))
        Anneal.openExisting(target.resolve('home')).withCloseable { anneal ->
            new RunOrders(anneal.store(), Clock.systemUTC(), { '' })
                    .place('left11111111', new NewRun('w', [:], target, RunCause.command('spec'), null, null))
        }

        expect:
        other.json('show', 'left').state == 'running'
        other.succeed('resume', 'left')
        other.json('show', 'left').state == 'succeeded'
        other.succeed('archive', 'verify', 'left')
    }

    def "logs prints what attempts wrote, with the task's name where there are several"() {
        expect:
        home.succeed('logs', id, 'letter').out == 'posted\n'
        home.succeed('logs', id).lines().contains('letter | posted')
        home.succeed('logs', id, '--follow').lines().contains('letter | posted')
    }

    def "artifacts lists what a run made"() {
        when:
        def table = home.succeed('artifacts', id).lines()
        def json = home.json('artifacts', id)

        then:
        table[0] ==~ /ARTIFACT +FILE +TYPE +SIZE +SHA-256 +REUSED FROM/
        table[1..-1]*.split(/\s+/).collect { it[0] } == json*.name
        json*.name == ['stream/rows', 'history/all', 'history/test', 'history/train', 'model/model', 'scores/report', 'letter/text']
        json.find { it.name == 'history/train' }.get('properties').rows == 480
    }

    def "get gives an artifact's very bytes, on standard output and as a file"() {
        given:
        def bytes = [*'dear'.bytes, 0, -1] as byte[]

        when:
        home.succeed('get', id, 'letter/text', '--to', target.resolve('copy'))
        def piped = Child.run(home.home, 'get', id, 'letter/text')

        then:
        Files.readAllBytes(target.resolve('copy')) == bytes
        piped.code() == 0
        piped.bytes() == bytes
        sha256(bytes) == home.json('artifacts', id).find { it.name == 'letter/text' }.digest
    }

    def "get puts a folder where it is told to, and says so where it is not"() {
        when:
        home.succeed('get', id, 'model/model', '--to', target.resolve('model'))
        def piped = home.run('get', id, 'model/model')

        then:
        target.resolve('model').toFile().list().sort() == ['model.ubj', 'settings.json', 'signature.json']
        piped.code == 2
        piped.err == 'model/model is a folder: say where to put it with --to FOLDER.\n'
    }

    def "validate answers for each file, with places for programs"() {
        given:
        Files.writeString(target.resolve('bad.yaml'), 'workflow: w\ntasks:\n  a: {type: shel}\n')

        when:
        def good = home.succeed('validate', folder.resolve('credit.yaml'))
        def bad = home.run('validate', folder.resolve('credit.yaml'), target.resolve('bad.yaml'), '--json')

        then:
        good.out == "✓ ${folder.resolve('credit.yaml')}: workflow 'credit', 8 tasks\n"
        bad.code == 2
        bad.json().valid == false
        bad.json().problems*.subMap('file', 'line', 'column') == [[file: "$target/bad.yaml", line: 3, column: 7]]
        bad.json().problems[0].message.endsWith("Did you mean 'shell'?")
    }

    def "models lists versions with their aliases and where they came from"() {
        when:
        def table = home.succeed('models').lines()
        def first = home.json('models', 'credit')[0]

        then:
        table[0] ==~ /VERSION +ALIASES +METRICS +DATA +RUN +REGISTERED/
        table[-1] ==~ /credit@\d +champion +accuracy 0\.\d{3}, .*/
        first.subMap('reference', 'name', 'number', 'run', 'workflow') ==
                [reference: 'credit@1', name: 'credit', number: 1, run: id, workflow: 'credit']
        first.data == home.json('artifacts', id).find { it.name == 'history/train' }.digest
        first.model == home.json('artifacts', id).find { it.name == 'model/model' }.digest
        first.spec == home.json('show', id).spec
    }

    def "predict scores a file's rows by a version, and logs them where they go through an endpoint"() {
        given:
        home.succeed('get', id, 'history/test', '--to', target.resolve('rows.parquet'))

        when:
        def byVersion = home.json('predict', 'credit@1', '--data', target.resolve('rows.parquet'))
        def byEndpoint = home.json('predict', 'credit', '--data', target.resolve('rows.parquet'))
        def again = home.json('predict', 'credit', '--data', target.resolve('rows.parquet'))

        then:
        byVersion.version == 'credit@1'
        byVersion.target == 'approved'
        byVersion.logged == 0
        byVersion.predictions.size() == 120
        byVersion.predictions.every { it.outcome == 'ok' && it.predicted in [0d, 1d] && it.probability >= 0.5 }
        byEndpoint.logged == 120
        again.logged == 0
    }

    def "predict shows a few rows and writes all of them"() {
        given:
        home.succeed('get', id, 'history/test', '--to', target.resolve('rows.parquet'))

        when:
        def result = home.succeed('predict', 'credit@1', '--data', target.resolve('rows.parquet'), '-n', '3',
                '--to', target.resolve('all.csv'))

        then:
        result.lines()[0] ==~ /ROW +APPROVED +PROBABILITY +OUTCOME/
        result.lines().size() == 5
        result.lines()[-1] == "120 rows by credit@1, written to $target/all.csv"
        Files.readAllLines(target.resolve('all.csv')).with { it.size() == 121 && it[0] == 'row,approved,probability,version,outcome' }
    }

    def "schedules lists triggers in their own time zone"() {
        when:
        def table = home.succeed('schedules', 'list').lines()
        def json = home.json('schedules', 'list')

        then:
        table[0] ==~ /WORKFLOW +TRIGGER +CRON +ZONE +CATCH-UP +NEXT +LAST FIRED/
        table[1] ==~ /credit +nightly +0 0 3 \* \* \? +Europe\/Berlin +\w+ +\d{4}-\d\d-\d\d 03:00:00 CES?T +never/
        json[0].subMap('workflow', 'trigger', 'cron', 'zone') ==
                [workflow: 'credit', trigger: 'nightly', cron: '0 0 3 * * ?', zone: 'Europe/Berlin']
    }

    def "archive lists, verifies and gives back what a run left"() {
        when:
        def entries = home.json('archive', 'list', id)
        def extracted = target.resolve('everything')
        home.succeed('archive', 'extract', id, '--to', extracted)

        then: 'every entry is there with its digest'
        entries*.path.containsAll(['manifest.json', 'spec.json', 'journal.jsonl', 'artifacts/letter/text/letter'])
        entries.every { sha256(Files.readAllBytes(extracted.resolve(it.path as String))) == it.digest }

        and: 'an artifact is the same by either way'
        def one = Child.run(home.home, 'archive', 'extract', id, 'artifacts/letter/text/letter')
        one.bytes() == Files.readAllBytes(extracted.resolve('artifacts/letter/text/letter'))

        and:
        home.json('archive', 'verify', id).subMap('valid', 'problems') == [valid: true, problems: []]
        home.json('archive', 'list').find { it.run == id }.digest == home.json('show', id).archive.digest
    }

    def "an archive in which a byte has changed does not verify"() {
        given:
        home.succeed('run', folder.resolve('credit.yaml'), '-p', 'rows=400')
        def archive = folder.resolve('home').resolve(home.json('show', 'last').archive.path as String)
        def bytes = Files.readAllBytes(archive)
        bytes[bytes.length.intdiv(2)] ^= 1
        Files.write(archive, bytes)

        when:
        def result = home.run('archive', 'verify', 'last')

        then:
        result.code == 1
        result.err.startsWith('✗ ')
        !result.err.contains('\tat ')
    }

    private static String sha256(byte[] bytes) {
        HexFormat.of().formatHex(MessageDigest.getInstance('SHA-256').digest(bytes))
    }
}
