package dev.anneal.runner.app

import dev.anneal.engine.codec.Json
import dev.anneal.runner.testing.CommandLines
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class WorkersSpec extends Specification {

    @TempDir
    Path folder

    private int start(Path attempt) {
        def launch = Workers.launch(folder.resolve('home'))
        new ProcessBuilder([*launch.jvm(), *launch.main(), attempt.toString()])
                .redirectErrorStream(true).redirectOutput(folder.resolve('said').toFile()).start().waitFor()
    }

    def "the command that starts a worker does an attempt's work on the home and leaves its outcome"() {
        given:
        Anneal.open(folder.resolve('home')).close()
        def attempt = folder.resolve('home/runs/r/attempts/stream.1')
        Files.createDirectories(attempt)
        Files.writeString(attempt.resolve('descriptor.json'), Json.write([
                run: 'r', workflow: 'loans', workflowDigest: '0' * 64, baseFolder: folder.toString(), parameters: [:],
                task: 'stream', type: 'generate', attempt: 1, token: 1, settings: [kind: 'sea', rows: 120, seed: 7],
                conditions: [:], names: [:], inputs: [:], resumed: [:], means: [executor: 'WORKER']]))

        expect:
        start(attempt) == 0
        Files.readString(folder.resolve('said')) == ''

        and:
        with(Json.readValues(Files.readString(attempt.resolve('outcome.json')))) {
            outcome == 'succeeded'
            outputs.rows.properties().rows == 120
        }
    }

    def "a folder without an order is refused, saying what it wants"() {
        given:
        Anneal.open(folder.resolve('home')).close()

        when:
        def result = new CommandLines(folder.resolve('home')).run('worker', folder)

        then:
        result.code == 3
        result.err.contains("give an attempt's folder")
    }
}
