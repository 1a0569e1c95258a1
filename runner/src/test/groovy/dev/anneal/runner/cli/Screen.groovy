package dev.anneal.runner.cli

/** A terminal that remembers what was written. */
class Screen {

    final StringWriter out = new StringWriter()
    final StringWriter err = new StringWriter()
    final Terminal terminal

    Screen(Map<String, Object> options = [:]) {
        terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), (options.interactive ?: false) as boolean,
                (options.colour ?: false) as boolean, (options.columns ?: 0) as int)
    }

    List<String> lines() {
        out.toString().readLines()
    }
}
