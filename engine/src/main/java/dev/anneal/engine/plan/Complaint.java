package dev.anneal.engine.plan;

import java.util.Collection;

/** Takes why a reference names nothing, as the rest of a sentence that begins with who reads it. */
interface Complaint {

    /** Nobody listens. */
    Complaint UNHEARD = new Complaint() {
        @Override
        public void say(String message) {}

        @Override
        public String hint(String found, Collection<String> names) {
            return "";
        }
    };

    void say(String message);

    /** What was probably meant, to be put behind a sentence. */
    String hint(String found, Collection<String> names);
}
