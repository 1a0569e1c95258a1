package dev.anneal.engine.store;

import dev.anneal.engine.artifact.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Messages to whoever drives a run, from any process. */
public interface MailTable {

    /** Asks the run to stop; {@code reason} in its data. */
    String CANCEL = "cancel";

    /** Ends the wait of a suspended task; {@code task} and {@code signal} in its data, the rest is for the task. */
    String SIGNAL = "signal";

    /** @param kind {@link #CANCEL} or {@link #SIGNAL} */
    record Message(String kind, Map<String, Object> data, Instant at) {
        public Message {
            data = Values.copyOf(data);
        }
    }

    void send(String run, Message message);

    /** What waits for the run, the oldest first, without taking it. */
    List<Message> of(String run);

    /** Removes and returns what waits for the run, the oldest first. */
    List<Message> take(String run);

    /** Runs that have mail, by their ids. */
    List<String> addressees();
}
