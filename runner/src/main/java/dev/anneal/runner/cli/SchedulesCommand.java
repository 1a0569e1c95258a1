package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Schedules;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code anneal schedules list}. */
@Command(
        name = "schedules",
        description = "Triggers and when they are due.",
        mixinStandardHelpOptions = true,
        subcommands = SchedulesCommand.ListTriggers.class)
final class SchedulesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: list.");
    }

    /** {@code anneal schedules list}. */
    @Command(
            name = "list",
            description = "Lists cron triggers of registered workflows.",
            mixinStandardHelpOptions = true)
    static final class ListTriggers implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.openExisting()) {
                List<Schedules.Item> items = new Schedules(anneal).list();
                if (options.json()) {
                    terminal.out().println(Json.pretty(items));
                    return 0;
                }
                TableText table =
                        new TableText("WORKFLOW", "TRIGGER", "CRON", "ZONE", "CATCH-UP", "NEXT", "LAST FIRED");
                for (Schedules.Item item : items) {
                    DateTimeFormatter local =
                            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z").withZone(ZoneId.of(item.zone()));
                    table.row(
                            item.workflow(),
                            item.trigger(),
                            item.cron(),
                            item.zone(),
                            item.catchUp(),
                            item.next() == null ? "never" : local.format(item.next()),
                            item.lastDue() == null ? "never" : local.format(item.lastDue()));
                }
                if (table.empty()) {
                    terminal.out().println("No registered workflow has a cron trigger.");
                } else {
                    table.print(terminal.out(), terminal);
                }
                return 0;
            }
        }
    }
}
