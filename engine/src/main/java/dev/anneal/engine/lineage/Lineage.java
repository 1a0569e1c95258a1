package dev.anneal.engine.lineage;

import dev.anneal.engine.artifact.Artifact;
import dev.anneal.engine.artifact.Values;
import dev.anneal.engine.run.TaskRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who made and who read what in one run, as a graph's edges.
 *
 * @param edges in the order of the tasks
 */
public record Lineage(List<Edge> edges) {

    /**
     * @param artifact digest
     * @param name the setting that read it, or the output that it is
     */
    public record Edge(Kind kind, String run, String task, String name, String artifact) {}

    /** Which way an edge goes. */
    public enum Kind {
        READ,
        MADE
    }

    public Lineage {
        edges = List.copyOf(edges);
    }

    public static Lineage of(List<TaskRun> taskRuns) {
        List<Edge> edges = new ArrayList<>();
        for (TaskRun row : taskRuns) {
            row.inputs()
                    .forEach((setting, digest) ->
                            edges.add(new Edge(Kind.READ, row.run(), row.task(), setting, digest.hex())));
            for (Map.Entry<String, Object> output : row.outputs().entrySet()) {
                for (Artifact artifact : Values.artifacts(output.getValue())) {
                    String maker = row.reusedFrom() == null ? row.run() : row.reusedFrom();
                    edges.add(new Edge(
                            Kind.MADE,
                            maker,
                            row.task(),
                            output.getKey(),
                            artifact.digest().hex()));
                }
            }
        }
        return new Lineage(edges);
    }
}
