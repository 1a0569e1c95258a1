package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.Runs;
import dev.anneal.runner.app.control.Approvals;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anneal approvals list | approve | reject}. */
@Command(
        name = "approvals",
        description = "What waits for a person's decision, and the decisions.",
        mixinStandardHelpOptions = true,
        subcommands = {ApprovalsCommand.ListThem.class, ApprovalsCommand.Approve.class, ApprovalsCommand.Reject.class})
final class ApprovalsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: list, approve or reject.");
    }

    /** {@code anneal approvals list}. */
    @Command(name = "list", description = "Lists what waits for approval.", mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.openExisting()) {
                List<Approvals.Item> items = new Approvals(anneal).list();
                if (options.json()) {
                    terminal.out()
                            .println(Json.pretty(
                                    items.stream().map(ApprovalText::view).toList()));
                    return 0;
                }
                if (items.isEmpty()) {
                    terminal.out().println("Nothing waits for approval.");
                }
                Instant now = anneal.clock().instant();
                items.forEach(item -> ApprovalText.print(item, now, terminal));
                return 0;
            }
        }
    }

    /** What decisions are made of. */
    private static final class Deciding {

        @Mixin
        private Options options = new Options();

        @Parameters(index = "0", paramLabel = "RUN", description = "An id, a unique beginning of one, or `last`.")
        private String reference = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "TASK",
                description = "The task that waits; may be left out where only one does.")
        private @Nullable String task;

        @Option(names = "--why", paramLabel = "TEXT", description = "Why, for who looks at the run later.")
        private String why = "";

        @Option(names = "--by", paramLabel = "NAME", description = "Who decides; by default your user name.")
        private @Nullable String by;

        @Option(
                names = "--digest",
                paramLabel = "DIGEST",
                description = "The digest of what you looked at, or its beginning: nothing else is decided on.")
        private @Nullable String digest;

        int decide(boolean approved) {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.openExisting()) {
                Approvals approvals = new Approvals(anneal);
                Approvals.Item item = approvals.find(new Runs(anneal).find(reference), task);
                if (digest != null) {
                    approvals.checkSame(item, digest);
                }
                String who = by == null || by.isBlank() ? System.getProperty("user.name") : by.strip();
                Approvals.Decision decision = new Approvals.Decision(approved, who, why.strip());
                Optional<String> driver = approvals.decide(item, decision);
                PrintWriter err = terminal.err();
                err.println((approved ? terminal.green("approved") : terminal.yellow("rejected")) + " by " + who + ": "
                        + ApprovalText.subject(item) + ", " + item.task() + " in "
                        + item.run().id());
                String run = item.run().id();
                err.println(terminal.dim(driver.map(process -> process + " goes on with it")
                        .orElse("nobody drives run " + run + " now: `anneal resume " + run
                                + "` or `anneal serve` takes it up")));
                err.flush();
                if (options.json()) {
                    terminal.out().println(Json.pretty(ApprovalText.view(item.with(decision))));
                }
                return 0;
            }
        }
    }

    /** {@code anneal approvals approve RUN [TASK]}. */
    @Command(
            name = "approve",
            description = "Approves what a task shows; the decision is bound to just that.",
            mixinStandardHelpOptions = true)
    static final class Approve implements Callable<Integer> {

        @Mixin
        private Deciding deciding = new Deciding();

        @Override
        public Integer call() {
            return deciding.decide(true);
        }
    }

    /** {@code anneal approvals reject RUN [TASK]}. */
    @Command(
            name = "reject",
            description = "Says no to what a task shows: its run ends as rejected.",
            mixinStandardHelpOptions = true)
    static final class Reject implements Callable<Integer> {

        @Mixin
        private Deciding deciding = new Deciding();

        @Override
        public Integer call() {
            return deciding.decide(false);
        }
    }
}
