package dev.anneal.runner.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a task run: a task's own, or {@code name[2]} for one of those that a task became.
 *
 * @param task the task's name
 * @param index from 1; 0 where the task is one task run itself
 */
record InstanceName(String task, int index) {

    private static final Pattern INSTANCE = Pattern.compile("(.+)\\[(\\d{1,9})]");

    static InstanceName of(String name) {
        Matcher instance = INSTANCE.matcher(name);
        return instance.matches()
                ? new InstanceName(instance.group(1), Integer.parseInt(instance.group(2)))
                : new InstanceName(name, 0);
    }

    boolean instance() {
        return index > 0;
    }
}
