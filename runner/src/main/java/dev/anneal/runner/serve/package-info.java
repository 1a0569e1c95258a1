/**
 * The long-running process: registers the workflows of folders, keeps up with their files, lets triggers fire and drives
 * what is due. Imports {@code app}.
 */
@NullMarked
package dev.anneal.runner.serve;

import org.jspecify.annotations.NullMarked;
