package dev.anneal.tasks.generate;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.problem.AnnealException;
import dev.anneal.engine.settings.Between;
import dev.anneal.engine.settings.Default;
import dev.anneal.engine.settings.Help;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.data.ColumnKind;
import dev.anneal.tasks.data.DatasetFacts;
import dev.anneal.tasks.data.DatasetWriter;
import dev.anneal.tasks.data.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code generate}: rows of a known stream whose concept changes at known rows. The same settings give the same bytes. */
public final class GenerateTask implements CodeTask<GenerateTask.Settings> {

    /** The streams there are. */
    enum Kind {
        AGRAWAL,
        SEA;

        Stream stream() {
            return this == AGRAWAL ? new Agrawal() : new Sea();
        }
    }

    /** @param concepts one after the other, in equal stretches of rows; the first where none is given */
    record Settings(
            @Help("Which stream: agrawal (loan decisions) or sea")
            Kind kind,

            @Help("How many rows") @Between(min = 1, max = 20_000_000)
            int rows,

            @Help("Probability that a row's label is the wrong one") @Default("0") @Between(min = 0, max = 1)
            double noise,

            @Help("The same seed gives the same rows") @Default("0")
            long seed,

            @Help("Concepts by number (agrawal 1 to 10, sea 1 to 4), in equal stretches; by default 1") @Default("[]")
            List<Long> concepts) {
        Settings {
            concepts = concepts.isEmpty() ? List.of(1L) : List.copyOf(concepts);
        }
    }

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "generate",
                1,
                WorldEffect.PURE,
                Settings.class,
                "Generates rows of a stream whose concept changes at known rows",
                new OutputSpec(
                        "rows", ValueType.DATASET, "The rows, in order; the property conceptStarts has the changes"));
    }

    @Override
    public TaskOutcome run(Settings settings, TaskContext context) throws InterruptedException {
        Stream stream = settings.kind().stream();
        check(settings, stream);
        List<Long> starts = new ArrayList<>();
        for (int k = 1; k < settings.concepts().size(); k++) {
            starts.add(start(settings, k));
        }
        Map<String, ColumnKind> kinds = new LinkedHashMap<>(stream.features());
        kinds.put(stream.target(), ColumnKind.INTEGER);
        Artifact rows = DatasetWriter.keep(
                context, "rows", table(settings, stream), kinds, new DatasetFacts(stream.target(), null, starts, null));
        return new TaskOutcome.Succeeded(Map.of("rows", rows));
    }

    /** The rows with their labels. Each takes its draws for the features and one for the noise. */
    static Table table(Settings settings, Stream stream) throws InterruptedException {
        SplitMix random = new SplitMix(settings.seed());
        List<String> names = List.copyOf(stream.features().keySet());
        double[][] columns = new double[names.size() + 1][settings.rows()];
        double[] row = new double[names.size()];
        int stretch = 0;
        for (int i = 0; i < settings.rows(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            while (stretch + 1 < settings.concepts().size() && i >= start(settings, stretch + 1)) {
                stretch++;
            }
            stream.draw(random, row);
            boolean flipped = random.nextDouble() < settings.noise();
            boolean label = stream.label(Math.toIntExact(settings.concepts().get(stretch)), row);
            for (int j = 0; j < row.length; j++) {
                columns[j][i] = row[j];
            }
            columns[row.length][i] = label != flipped ? 1 : 0;
        }
        Table.Builder table = new Table.Builder();
        for (int j = 0; j < names.size(); j++) {
            table.numbers(names.get(j), columns[j]);
        }
        return table.numbers(stream.target(), columns[names.size()]).build();
    }

    /** The first row of a stretch: equal stretches, as far as the number of rows allows. */
    private static long start(Settings settings, int stretch) {
        return (long) settings.rows() * stretch / settings.concepts().size();
    }

    private static void check(Settings settings, Stream stream) {
        for (long concept : settings.concepts()) {
            if (concept < 1 || concept > stream.concepts()) {
                throw AnnealException.badInput(
                        "no-concept",
                        "generate: the concepts of '" + settings.kind().name().toLowerCase(java.util.Locale.ROOT)
                                + "' are 1 to " + stream.concepts() + ", found " + concept);
            }
        }
        if (settings.concepts().size() > settings.rows()) {
            throw AnnealException.badInput(
                    "no-concept",
                    "generate: " + settings.concepts().size() + " concepts need at least as many rows, found "
                            + settings.rows());
        }
    }
}
