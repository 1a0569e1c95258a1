package dev.anneal.engine.spec;

/**
 * A cron trigger: fires at the moments of a Quartz expression in a time zone.
 *
 * @param name identifier, unique in its workflow
 * @param cron six or seven fields, seconds first, as Quartz reads them
 * @param zone IANA id, such as {@code Australia/Sydney}
 * @param catchUp what happens to moments that passed while nothing was serving
 */
public record TriggerSpec(String name, String cron, String zone, CatchUp catchUp) {

    /** What is done about moments that were missed. */
    public enum CatchUp {
        SKIP,
        LATEST,
        ALL
    }
}
