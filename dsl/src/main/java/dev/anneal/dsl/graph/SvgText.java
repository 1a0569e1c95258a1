package dev.anneal.dsl.graph;

import dev.anneal.dsl.graph.Layout.Frame;
import dev.anneal.dsl.graph.Layout.Line;
import dev.anneal.dsl.graph.Layout.Point;
import dev.anneal.dsl.graph.Picture.Arrow;
import dev.anneal.dsl.graph.Picture.Box;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A picture as an SVG that needs nothing beside itself: text is text, colours follow the reader's light or dark. */
public final class SvgText {

    private static final double MARGIN = 24;
    private static final double HEADING = 46;

    private final Picture picture;
    private final StringBuilder svg = new StringBuilder();

    private SvgText(Picture picture) {
        this.picture = picture;
    }

    /** @param theme null to follow the reader's */
    public static String of(Picture picture, @Nullable Theme theme) {
        return new SvgText(picture).write(theme);
    }

    private String write(@Nullable Theme theme) {
        Set<String> last =
                picture.boxes().stream().filter(Box::always).map(Box::name).collect(Collectors.toSet());
        Layout main = layout(false, last);
        Layout always = last.isEmpty() ? null : layout(true, last);
        double heading = TextSize.width(picture.title() + picture.subtitle(), 16) + 40;
        double inner = Math.max(heading, Math.max(main.width(), always == null ? 0 : always.width() + 2 * MARGIN));
        double mainEnds = HEADING + MARGIN + main.height() + MARGIN;
        double height = always == null ? mainEnds : mainEnds + HEADING + always.height() + 2 * MARGIN;
        begin(inner + 2 * MARGIN, height, theme);
        group(main, MARGIN, HEADING + MARGIN);
        if (always != null) {
            rect("set", MARGIN, mainEnds, inner, always.height() + HEADING + MARGIN / 2, "stroke-dasharray=\"6 4\"");
            text("small faint", MARGIN + 14, mainEnds + 22, "always, after all others have ended");
            group(always, 2 * MARGIN, mainEnds + HEADING - 6);
        }
        return svg.append("</svg>\n").toString();
    }

    /** Those that always run stand apart: no arrow goes from the others to them, for they come after all of these. */
    private Layout layout(boolean always, Set<String> last) {
        return Layout.of(
                picture.boxes().stream().filter(box -> box.always() == always).toList(),
                picture.arrows().stream()
                        .filter(arrow -> last.contains(arrow.to()) == always && last.contains(arrow.from()) == always)
                        .toList());
    }

    private void begin(double width, double height, @Nullable Theme theme) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">")
                .append(escaped(picture.title()))
                .append(
                        "</title>\n<style>text{font-family:system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;"
                                + "font-size:12px}.title{font-size:17px;font-weight:600}.name{font-size:14px;font-weight:600}"
                                + ".label{font-size:11px;stroke-width:4px;paint-order:stroke;stroke-linejoin:round}"
                                + ".box{stroke-width:1.3}.arrow{fill:none;stroke-width:1.3}.set{fill:none}");
        if (theme == null) {
            svg.append(Theme.LIGHT.rules())
                    .append("@media (prefers-color-scheme:dark){")
                    .append(Theme.DARK.rules())
                    .append('}');
        } else {
            svg.append(theme.rules());
        }
        svg.append(
                "</style>\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\""
                        + " markerHeight=\"8\" orient=\"auto-start-reverse\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        rect("ground", 0, 0, width, height, "");
        text("title", MARGIN, MARGIN + 12, picture.title());
        if (!picture.subtitle().isEmpty()) {
            text("faint", MARGIN, MARGIN + 32, picture.subtitle());
        }
    }

    private void group(Layout layout, double x, double y) {
        svg.append("<g transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(")\">\n");
        layout.lines().forEach(this::arrow);
        layout.lines().forEach(this::label);
        for (Box box : picture.boxes()) {
            Frame frame = layout.boxes().get(box.name());
            if (frame != null) {
                box(box, frame);
            }
        }
        svg.append("</g>\n");
    }

    private void box(Box box, Frame frame) {
        List<String> lines = BoxText.lines(box);
        svg.append("<g><title>").append(escaped(hover(box))).append("</title>");
        String state = box.mark() == null ? "" : " " + Theme.kind(box.mark().state());
        boolean many = box.badges().contains("for each");
        if (many) {
            rect("box" + state, frame.x() + 4, frame.y() + 4, frame.width(), frame.height(), "rx=\"7\"");
        }
        boolean within = box.type().equals("workflow");
        rect("box" + state, frame.x(), frame.y(), frame.width(), frame.height(), "rx=\"7\"");
        if (within) {
            rect("set", frame.x() + 3, frame.y() + 3, frame.width() - 6, frame.height() - 6, "rx=\"5\"");
        }
        double y = frame.y() + 21;
        for (int i = 0; i < lines.size(); i++) {
            boolean faint = i == 1 || (i == 2 && !box.badges().isEmpty());
            text(i == 0 ? "name" : faint ? "faint" : "", frame.x() + 12, y, lines.get(i));
            y += 17;
        }
        svg.append("</g>\n");
    }

    private static String hover(Box box) {
        TaskMark mark = box.mark();
        return box.name() + " (" + box.type() + ")" + (box.detail().isEmpty() ? "" : "\n" + box.detail())
                + (mark == null ? "" : "\n" + BoxText.state(mark))
                + (mark == null || mark.detail().isEmpty() ? "" : "\n" + mark.detail());
    }

    private void arrow(Line line) {
        Arrow arrow = line.arrow();
        svg.append("<path class=\"arrow\" marker-end=\"url(#tip)\"")
                .append(arrow.outputs().isEmpty() ? " stroke-dasharray=\"5 4\"" : "")
                .append(" d=\"")
                .append(path(line.points()))
                .append("\"><title>")
                .append(escaped(arrow.from()
                        + (arrow.outputs().isEmpty() ? " before " : " → ")
                        + arrow.to()
                        + (arrow.outputs().isEmpty() ? "" : ": " + arrow.label())))
                .append("</title></path>\n");
    }

    private void label(Line line) {
        if (!line.arrow().outputs().isEmpty()) {
            text(
                    "label",
                    line.label().x(),
                    line.label().y() + Layout.LABEL,
                    line.arrow().label());
        }
    }

    /** With corners rounded off, so that lines that cross are not taken for lines that turn. */
    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (i == 0 || i == points.size() - 1) {
                path.append(i == 0 ? "M" : "L").append(at(point));
            } else {
                path.append('L').append(at(towards(point, points.get(i - 1))));
                path.append('Q').append(at(point)).append(' ').append(at(towards(point, points.get(i + 1))));
            }
        }
        return path.toString();
    }

    private static Point towards(Point from, Point to) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double share = length == 0 ? 0 : Math.min(6, length / 2) / length;
        return new Point(from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
    }

    private static String at(Point point) {
        return number(point.x()) + " " + number(point.y());
    }

    private void rect(String kind, double x, double y, double width, double height, String more) {
        svg.append("<rect class=\"")
                .append(kind)
                .append("\" x=\"")
                .append(number(x))
                .append("\" y=\"");
        svg.append(number(y)).append("\" width=\"").append(number(width)).append("\" height=\"");
        svg.append(number(height))
                .append('"')
                .append(more.isEmpty() ? "" : " " + more)
                .append("/>");
    }

    private void text(String kind, double x, double y, String text) {
        svg.append("<text")
                .append(kind.isEmpty() ? "" : " class=\"" + kind + "\"")
                .append(" x=\"")
                .append(number(x));
        svg.append("\" y=\"")
                .append(number(y))
                .append("\">")
                .append(escaped(text))
                .append("</text>");
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** What XML cannot hold at all is left out. */
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
