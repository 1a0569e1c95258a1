package dev.anneal.engine.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A task type whose work is a process: on this machine, later on a cluster. */
public non-sealed interface CommandTask<S extends Record> extends TaskType<S> {

    /**
     * What to start. Its working folder is {@link TaskContext#workFolder()}; stdout and stderr go to the attempt's log.
     *
     * @param arguments program and arguments, not interpreted by a shell
     * @param environment added to the inherited one
     * @param workFolder where it starts
     */
    record Command(List<String> arguments, Map<String, String> environment, Path workFolder) {
        public Command {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** Prepares the attempt's folder (inputs as files) and says what to start. */
    Command command(S settings, TaskContext context) throws Exception;

    /** Reads what the ended process left behind. A new context of the same attempt may be given, after a restart. */
    TaskOutcome ended(S settings, TaskContext context, int exitCode) throws Exception;
}
