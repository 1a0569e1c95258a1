package dev.anneal.runner.testing

import dev.anneal.runner.Main
import dev.anneal.runner.cli.Commands
import java.nio.file.Path
import com.fasterxml.jackson.databind.ObjectMapper

/** The real command line, in this process, on one home. */
class CommandLines {

    /** What a command came to. */
    static class Result {
        int code
        String out
        /** Standard error without the lines of files that are shown below messages. */
        String err
        /** All of standard error. */
        String shown

        /** Standard output, parsed as JSON: maps, lists and plain values. */
        Object json() {
            new ObjectMapper().readValue(out, Object)
        }

        List<String> lines() {
            out.readLines()
        }

        @Override
        String toString() {
            "exit code $code\n--- out\n$out--- err\n$err"
        }
    }

    final Path home

    CommandLines(Path home) {
        this.home = home
    }

    Result run(Object... arguments) {
        def all = [*arguments, '--home', home]*.toString() as String[]
        def out = new StringWriter()
        def err = new StringWriter()
        def line = Commands.lineFor(new Main(), all).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
        new Result(code: line.execute(all), out: out.toString(), err: withoutExcerpts(err.toString()), shown: err.toString())
    }

    private static String withoutExcerpts(String err) {
        err.replaceAll(/(?m)^ *\d* \|.*\R/, '')
    }

    /** As {@link #run}, of what must succeed. */
    Result succeed(Object... arguments) {
        def result = run(arguments)
        assert result.code == 0: result
        result
    }

    /** The JSON of what must succeed. */
    Object json(Object... arguments) {
        succeed(*arguments, '--json').json()
    }
}
