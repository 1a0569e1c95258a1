package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.spec.Resource;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.control.PoolSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anneal pools}. */
@Command(
        name = "pools",
        description = "Lists how much there is of what tasks take, and who takes it: cpu, memory, gpu and named pools.",
        mixinStandardHelpOptions = true,
        subcommands = {PoolsCommand.Set.class, PoolsCommand.Remove.class})
final class PoolsCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Override
    public Integer call() {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            List<PoolSettings.Item> items = new PoolSettings(anneal).list();
            if (options.json()) {
                terminal.out()
                        .println(Json.pretty(
                                items.stream().map(PoolsCommand::view).toList()));
                return 0;
            }
            TableText table = new TableText("POOL", ">SIZE", ">TAKEN", "RATE", "TAKEN BY");
            for (PoolSettings.Item item : items) {
                table.row(
                        item.name(),
                        Resource.text(item.name(), item.size()) + (item.said() ? "" : " (machine)"),
                        Resource.text(item.name(), item.taken()),
                        rate(item.rate()),
                        users(item));
            }
            table.print(terminal.out(), terminal);
            return 0;
        }
    }

    private static String users(PoolSettings.Item item) {
        return item.users().stream()
                .map(user -> user.task() + " in " + user.run()
                        + (item.users().size() == 1 ? "" : " (" + Resource.text(item.name(), user.amount()) + ")")
                        + (user.driven() ? "" : " which nobody drives"))
                .collect(Collectors.joining(", "));
    }

    /** {@code 5/s}, {@code 30/min}; empty for no limit. */
    private static String rate(@Nullable Double perSecond) {
        if (perSecond == null) {
            return "";
        }
        boolean slow = perSecond < 1;
        BigDecimal number = BigDecimal.valueOf(slow ? perSecond * 60 : perSecond)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return number.toPlainString() + (slow ? "/min" : "/s");
    }

    private static Map<String, Object> view(PoolSettings.Item item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", item.name());
        view.put("size", amount(item.size()));
        view.put("taken", amount(item.taken()));
        Views.put(view, "rate", item.rate());
        view.put("ofMachine", !item.said());
        view.put(
                "takenBy",
                item.users().stream()
                        .map(user -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("run", user.run());
                            one.put("task", user.task());
                            one.put("amount", amount(user.amount()));
                            one.put("devices", user.devices());
                            one.put("driven", user.driven());
                            return one;
                        })
                        .toList());
        return view;
    }

    /** Memory in bytes. */
    static BigDecimal amount(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
    }

    /** {@code anneal pools set NAME SIZE}. */
    @Command(
            name = "set",
            description = "Makes a pool, or says anew how much there is of one; also of cpu, memory and gpu.",
            mixinStandardHelpOptions = true)
    static final class Set implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(index = "0", paramLabel = "NAME", description = "cpu, memory, gpu, or a name of your own.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "SIZE", description = "How much there is: 4, or for memory 8GB.")
        private String size = "";

        @Option(
                names = "--rate",
                paramLabel = "N/s",
                description = "How many attempts may take from it a second (5/s), a minute (30/min), an hour (100/h).")
        private @Nullable String rate;

        @Override
        public Integer call() {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.open()) {
                PoolSettings.Item item = new PoolSettings(anneal).set(name, size, rate);
                if (options.json()) {
                    terminal.out().println(Json.pretty(view(item)));
                } else {
                    terminal.out()
                            .println(name + " " + Resource.text(name, item.size())
                                    + (item.rate() == null ? "" : ", at most " + rate(item.rate())));
                    if (item.taken() > item.size()) {
                        terminal.err()
                                .println(Resource.text(name, item.taken())
                                        + " are taken now, which is more: what has them goes on, and nothing else"
                                        + " begins until there is room.");
                        terminal.err().flush();
                    }
                }
                return 0;
            }
        }
    }

    /** {@code anneal pools remove NAME}. */
    @Command(
            name = "remove",
            description = "Removes a pool; cpu, memory and gpu are then as the machine has them.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {

        @Mixin
        private Options options = new Options();

        @Parameters(paramLabel = "NAME", description = "The pool.")
        private String name = "";

        @Override
        public Integer call() {
            Terminal terminal = options.terminal();
            try (Anneal anneal = options.openExisting()) {
                PoolSettings pools = new PoolSettings(anneal);
                pools.remove(name);
                terminal.out()
                        .println(
                                Resource.ofWord(name).isEmpty()
                                        ? name + " is removed"
                                        : name + " is as the machine has it: "
                                                + Resource.text(
                                                        name, pools.find(name).size()));
                return 0;
            }
        }
    }
}
