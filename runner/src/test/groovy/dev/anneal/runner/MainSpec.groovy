package dev.anneal.runner

import picocli.CommandLine
import spock.lang.Specification

class MainSpec extends Specification {

    def out = new StringWriter()
    def err = new StringWriter()
    def command = new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))

    def "--version prints the version that the build wrote, and succeeds"() {
        expect:
        command.execute('--version') == 0
        out.toString() ==~ /anneal \d+\.\d+\.\d+(-SNAPSHOT)?\R/
    }

    def "without a command there is usage on standard error, and exit code 2"() {
        expect:
        command.execute() == 2
        err.toString().startsWith('Usage: anneal')
    }
}
