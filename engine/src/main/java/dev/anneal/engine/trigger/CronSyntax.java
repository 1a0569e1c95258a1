package dev.anneal.engine.trigger;

import java.util.Optional;

/** Judges cron expressions while a file is read. */
@FunctionalInterface
public interface CronSyntax {

    /** What is wrong with the expression; empty where nothing is. */
    Optional<String> problem(String cron);
}
