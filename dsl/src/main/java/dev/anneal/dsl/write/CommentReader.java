package dev.anneal.dsl.write;

import dev.anneal.dsl.write.Comments.Line;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Finds the comments of files that were read without problems. */
final class CommentReader {

    private CommentReader() {}

    static List<Line> yaml(String text) {
        List<Line> lines = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        try {
            ParserImpl parser = new ParserImpl(new StreamReader(text), options);
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                if (parser.getEvent() instanceof CommentEvent comment
                        && comment.getCommentType() != CommentType.BLANK_LINE) {
                    boolean behind = comment.getCommentType() == CommentType.IN_LINE;
                    lines.add(new Line(comment.getStartMark().getLine() + 1, behind, stripped(comment.getValue())));
                }
            }
        } catch (YAMLException unparsable) {
            // With comments among its events SnakeYAML refuses a few files that it reads without: these lose them.
            lines.clear();
        }
        return lines;
    }

    /** Groovy's, both kinds. A text between slashes is not known as one. */
    static List<Line> groovy(String text) {
        List<Line> lines = new ArrayList<>();
        int line = 1;
        int at = 0;
        boolean behind = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (text.startsWith("//", at)) {
                end = endOf(text, "\n", at);
                lines.add(new Line(line, behind, stripped(text.substring(at + 2, end))));
            } else if (text.startsWith("/*", at)) {
                end = Math.min(text.length(), endOf(text, "*/", at + 2) + 2);
                block(text.substring(at + 2, Math.max(at + 2, end - 2)), line, behind, lines);
            } else if (c == '\'' || c == '"') {
                String quote = String.valueOf(c).repeat(3);
                end = afterText(text, at, text.startsWith(quote, at) ? quote : String.valueOf(c));
            }
            behind = end > at + 1 || !(c == '\n' || (behind ? false : Character.isWhitespace(c)));
            line += (int)
                    text.substring(at, end).chars().filter(each -> each == '\n').count();
            at = end;
        }
        return lines;
    }

    private static void block(String content, int line, boolean behind, List<Line> lines) {
        int at = line;
        for (String each : content.split("\n", -1)) {
            String stripped = each.strip();
            String bare = stripped.startsWith("*") ? stripped.substring(1) : stripped;
            if (!bare.isBlank()) {
                lines.add(new Line(at, behind, stripped(bare)));
            }
            at++;
        }
    }

    private static int afterText(String text, int start, String quote) {
        int at = start + quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + quote.length());
    }

    private static int endOf(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found;
    }

    /** Without the space that follows what begins a comment. */
    private static String stripped(String comment) {
        String text = comment.stripTrailing();
        return text.startsWith(" ") ? text.substring(1) : text;
    }
}
