package dev.anneal.dsl.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;

/** Passes the events of a file on, as long as not too many lists and maps stand inside one another. */
final class BoundedDepth implements Parser {

    /** Thrown where there is one too many. */
    static final class TooDeep extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Mark mark;

        TooDeep(Mark mark) {
            super("too deep", null, false, false);
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    private final Parser parser;
    private int depth;

    BoundedDepth(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        if (depth > YamlComposer.DEEPEST) {
            throw new TooDeep(event.getStartMark());
        }
        return event;
    }
}
