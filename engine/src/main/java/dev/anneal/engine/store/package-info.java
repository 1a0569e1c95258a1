/**
 * The persistence port: tables of runs, requests, fires, workflows, records and reusable results, read and written in transactions.
 */
@NullMarked
package dev.anneal.engine.store;

import org.jspecify.annotations.NullMarked;
