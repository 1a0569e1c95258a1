package dev.anneal.dsl.yaml;

import dev.anneal.dsl.draft.Draft;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Composes the documents of a file to nodes, and says in our words what SnakeYAML finds wrong. */
final class YamlComposer {

    /** The tag of a scalar that has none in the file; every other one was written there. */
    static final Tag UNTAGGED = new Tag("untagged");

    static final int DEEPEST = 40;
    private static final int LONGEST = 2_000_000;

    private YamlComposer() {}

    /** The documents up to the first one that is no YAML, which is reported. */
    static List<Node> compose(String text, YamlSource source, Draft draft) {
        List<Node> documents = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        // Depth is bounded by what reads the events, which knows the place.
        options.setNestingDepthLimit(2 * DEEPEST);
        // What aliases repeat is bounded where values are read, which knows the place and how much it comes to.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setCodePointLimit(LONGEST);
        options.setProcessComments(false);
        StreamReader reader = new StreamReader(text);
        try {
            Composer composer =
                    new Composer(new BoundedDepth(new ParserImpl(reader, options)), new Untagged(), options);
            while (composer.checkNode()) {
                documents.add(composer.getNode());
            }
        } catch (MarkedYAMLException malformed) {
            draft.problem(new YamlTraps(source).explain(malformed));
        } catch (ReaderException unreadable) {
            draft.problem(new YamlTraps(source).explain(text, unreadable));
        } catch (BoundedDepth.TooDeep deep) {
            draft.problem(
                    source.place(deep.mark()),
                    "too-deep",
                    "the file is too deep: at most " + DEEPEST + " lists or maps inside one another");
        } catch (NumberFormatException unended) {
            // SnakeYAML's own slip, where the file ends inside of an escape.
            draft.problem(
                    source.place(reader.getMark()),
                    "yaml-syntax",
                    "the file ends inside of an escape: behind \\u stand four digits, and a backslash itself is written \\\\");
        } catch (YAMLException limit) {
            boolean tooLong = text.codePointCount(0, text.length()) > LONGEST;
            draft.problem(
                    tooLong ? draft.file() : source.place(reader.getMark()),
                    "yaml-syntax",
                    tooLong
                            ? "the file is too large: at most " + LONGEST + " characters"
                            : "this is no YAML: what began before cannot go on here; look for a quote that is not closed");
        }
        return documents;
    }

    /** Leaves it to us what a scalar is. */
    private static final class Untagged extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: the core schema is applied to the scalar's text.
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return UNTAGGED;
        }
    }
}
