package dev.anneal.tasks.generate;

import dev.anneal.tasks.data.ColumnKind;
import java.util.Map;

/** A kind of stream: its columns, its concepts, and one row at a time. */
interface Stream {

    /** The features, in order. */
    Map<String, ColumnKind> features();

    /** The column that the concepts decide, 0 or 1. */
    String target();

    /** How many concepts there are; they are numbered from 1. */
    int concepts();

    /** Draws one row's features: always the same number of draws, so that labels, concepts and noise do not move rows. */
    void draw(SplitMix random, double[] features);

    /** Whether the concept puts this row into class 1. */
    boolean label(int concept, double[] features);
}
