package dev.anneal.dsl.graph;

import dev.anneal.dsl.graph.Picture.Arrow;
import dev.anneal.dsl.graph.Picture.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Where boxes and arrows stand: layers from left to right, arrows in right angles around boxes. */
record Layout(double width, double height, Map<String, Frame> boxes, List<Line> lines) {

    static final double NAME = 14;
    static final double SMALL = 12;
    static final double LABEL = 11;

    private static final double BOLD = 1.1;
    private static final double PADDING = 12;
    private static final double LINE = 17;

    /** Where a box stands. */
    record Frame(double x, double y, double width, double height) {}

    record Point(double x, double y) {}

    /** @param label where its label's upper left corner is; meaningless where it has none */
    record Line(Arrow arrow, List<Point> points, Point label) {}

    static Layout of(List<Box> boxes, List<Arrow> arrows) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        ElkNode root = ElkGraphUtil.createGraph();
        options(root);
        Map<String, ElkNode> nodes = new HashMap<>();
        for (Box box : boxes) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setIdentifier(box.name());
            node.setDimensions(width(box), height(box));
            nodes.put(box.name(), node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (Arrow arrow : arrows) {
            ElkEdge edge = ElkGraphUtil.createSimpleEdge(nodes.get(arrow.from()), nodes.get(arrow.to()));
            if (!arrow.outputs().isEmpty()) {
                ElkLabel label = ElkGraphUtil.createLabel(arrow.label(), edge);
                label.setDimensions(TextSize.width(arrow.label(), LABEL), LABEL + 3);
                label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
            }
            edges.add(edge);
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        Map<String, Frame> frames = new HashMap<>();
        nodes.forEach((name, node) ->
                frames.put(name, new Frame(node.getX(), node.getY(), node.getWidth(), node.getHeight())));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            lines.add(line(arrows.get(i), edges.get(i)));
        }
        return new Layout(root.getWidth(), root.getHeight(), frames, lines);
    }

    private static void options(ElkNode root) {
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 22.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 10.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 3.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
        root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, 30.0);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
        root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    }

    private static Line line(Arrow arrow, ElkEdge edge) {
        List<Point> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new Point(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(new Point(bend.getX(), bend.getY()));
            }
            points.add(new Point(section.getEndX(), section.getEndY()));
        }
        Point label = edge.getLabels().isEmpty()
                ? new Point(0, 0)
                : new Point(
                        edge.getLabels().get(0).getX(), edge.getLabels().get(0).getY());
        return new Line(arrow, points, label);
    }

    private static double width(Box box) {
        List<String> lines = BoxText.lines(box);
        double widest = TextSize.width(lines.get(0), NAME * BOLD);
        for (String line : lines.subList(1, lines.size())) {
            widest = Math.max(widest, TextSize.width(line, SMALL));
        }
        return Math.max(90, Math.ceil(widest) + 2 * PADDING);
    }

    private static double height(Box box) {
        return BoxText.lines(box).size() * LINE + 14;
    }
}
