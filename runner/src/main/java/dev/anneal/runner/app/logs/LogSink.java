package dev.anneal.runner.app.logs;

/** Where logs go. */
public interface LogSink {

    /**
     * More of a task run's log.
     *
     * @param task name of the task run; that of a later attempt has its number after it, {@code name #2}
     * @param text without line breaks
     * @param ends whether a line ends after it; one that is very long comes in pieces
     */
    void text(String task, String text, boolean ends);

    /** Called now and then, and when there is no more for the moment. @return whether anybody still reads */
    boolean flush();

    /** Something that a person who waits should know. */
    void remark(String text);
}
