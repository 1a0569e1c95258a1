/**
 * What people do to runs besides reading of them: order them in some special way, stop them, go on with them, decide what
 * they wait for, and share out what they take. Imports {@code app}.
 */
@NullMarked
package dev.anneal.runner.app.control;

import org.jspecify.annotations.NullMarked;
