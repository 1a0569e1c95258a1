package dev.anneal.runner;

import dev.anneal.runner.cli.Commands;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code anneal} command. */
@Command(
        name = "anneal",
        description = "Runs the whole life of a machine-learning model.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] args) {
        CommandLine line = Commands.lineFor(new Main(), args);
        int code = line.execute(args);
        // A writer keeps to itself that it could not write: a full disk, a closed pipe.
        boolean lost = line.getOut().checkError();
        System.exit(code == 0 && lost ? 1 : code);
    }

    @Override
    public Integer call() {
        command.commandLine().usage(command.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
