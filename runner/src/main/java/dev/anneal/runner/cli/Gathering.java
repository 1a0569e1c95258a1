package dev.anneal.runner.cli;

import dev.anneal.engine.run.TaskRun;
import dev.anneal.engine.run.TaskState;

/** How far the task runs are that one task became, and which of them are worth a line. */
final class Gathering {

    /** How many may each have a line of its own. */
    static final int FEW = 10;

    private final int items;
    private int ended;
    private int reused;

    /** @param items how many there will be; 0 where nobody knows */
    Gathering(int items) {
        this.items = items;
    }

    /** Counts one that has ended. @return whether it is worth a line: there are few, or it did not go well */
    boolean ended(TaskRun row) {
        ended++;
        if (row.reusedFrom() != null) {
            reused++;
        }
        boolean well = row.state() == TaskState.SUCCEEDED || row.state() == TaskState.SKIPPED;
        boolean few = items > 0 ? items <= FEW : ended <= FEW;
        return few || !well;
    }

    /** {@code 7 of 20, 3 reused}; {@code 7 task runs} where nobody knows how many there will be. */
    String text() {
        return (items > 0 ? ended + " of " + items : Texts.count(ended, "task run"))
                + (reused == 0 ? "" : ", " + reused + " reused");
    }
}
