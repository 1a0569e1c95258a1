/**
 * Reads workflow files under a rule: which Groovy files may run at all, and how they are read in a process of their own,
 * so that nothing that they do while they are read reaches the process that asked.
 */
@NullMarked
package dev.anneal.runner.app.reading;

import org.jspecify.annotations.NullMarked;
