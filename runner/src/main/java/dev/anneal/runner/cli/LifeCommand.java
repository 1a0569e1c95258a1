package dev.anneal.runner.cli;

import dev.anneal.engine.codec.Json;
import dev.anneal.runner.app.Anneal;
import dev.anneal.runner.app.life.Life;
import dev.anneal.runner.app.life.Lives;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code anneal life MODEL}. */
@Command(
        name = "life",
        description = "Tells the life of a model as one story: runs, versions, alarms, verdicts, deploys, accuracy.",
        mixinStandardHelpOptions = true)
final class LifeCommand implements Callable<Integer> {

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "MODEL", description = "A model's name.")
    private String model = "";

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = options.terminal();
        try (Anneal anneal = options.openExisting()) {
            Life life = new Lives(anneal).of(model);
            if (options.json()) {
                terminal.out().println(Json.pretty(LifeJson.of(life)));
            } else {
                LifeText.print(life, terminal);
            }
            return 0;
        }
    }
}
