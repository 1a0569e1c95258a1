package dev.anneal.tasks.generate;

import dev.anneal.tasks.data.ColumnKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SEA concepts (Street & Kim, "A streaming ensemble algorithm (SEA) for large-scale classification", KDD 2001):
 * three features in 0 to 10, of which the third means nothing; class 1 where x1 + x2 is at most the concept's threshold,
 * 8, 9, 7 and 9.5 in their order.
 */
final class Sea implements Stream {

    private static final List<Double> THRESHOLDS = List.of(8.0, 9.0, 7.0, 9.5);

    @Override
    public Map<String, ColumnKind> features() {
        Map<String, ColumnKind> features = new LinkedHashMap<>();
        List.of("x1", "x2", "x3").forEach(name -> features.put(name, ColumnKind.DOUBLE));
        return features;
    }

    @Override
    public String target() {
        return "class";
    }

    @Override
    public int concepts() {
        return THRESHOLDS.size();
    }

    @Override
    public void draw(SplitMix random, double[] features) {
        for (int j = 0; j < features.length; j++) {
            features[j] = 10 * random.nextDouble();
        }
    }

    @Override
    public boolean label(int concept, double[] features) {
        return features[0] + features[1] <= THRESHOLDS.get(concept - 1);
    }
}
