package dev.anneal.runner.cli;

import dev.anneal.engine.problem.NearestName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line what is wrong with a command line, and where to read how it goes. */
final class UsageText implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine line = exception.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(message(exception, line));
        err.println("`" + line.getCommandSpec().qualifiedName() + " --help` tells how it goes.");
        err.flush();
        return ErrorText.WRONG;
    }

    private static String message(ParameterException exception, CommandLine line) {
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().get(0), line);
        }
        // Picocli says "option option" of a map's, and "an int".
        String message = String.valueOf(exception.getMessage())
                .replace("option option", "option")
                .replace("is not an int", "is not a whole number");
        return message.endsWith(".") ? message : message + ".";
    }

    private static String unmatched(String found, CommandLine line) {
        List<String> commands = new ArrayList<>();
        line.getSubcommands().forEach((command, about) -> {
            if (!about.getCommandSpec().usageMessage().hidden()) {
                commands.add(command);
            }
        });
        String name = line.getCommandSpec().qualifiedName();
        if (found.startsWith("-")) {
            List<String> options = new ArrayList<>();
            line.getCommandSpec().options().forEach(option -> options.add(option.longestName()));
            return "'" + name + "' has no option '" + found + "'." + NearestName.hint(found, options);
        }
        return commands.isEmpty()
                ? "'" + name + "' takes no '" + found + "' there."
                : "'" + name + "' has no command '" + found + "'." + NearestName.hint(found, commands);
    }
}
