/**
 * Quartz behind the ports of {@code trigger}: when a trigger is due, and what a cron expression means. Imports
 * {@code spec}, {@code trigger} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.adapter.quartz;

import org.jspecify.annotations.NullMarked;
