package dev.anneal.tasks.retrain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What is done about a report.
 *
 * @param reason for a person
 */
public record Decision(Kind kind, String reason) {

    /** What can be decided. */
    public enum Kind {
        /** A run was requested. */
        @JsonProperty("requested")
        REQUESTED,
        /** Not yet: there is drift, but too little to train on, or the last request was too recent. */
        @JsonProperty("deferred")
        DEFERRED,
        /** Not any more: the number of requests that is allowed has been used up. */
        @JsonProperty("refused")
        REFUSED,
        /** Nothing to do. */
        @JsonProperty("none")
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
