/**
 * What can be wrong and where: places in files, problems found in them, and the one root exception. Imports nothing of Anneal.
 */
@NullMarked
package dev.anneal.engine.problem;

import org.jspecify.annotations.NullMarked;
