/**
 * The watch over a version at work: windows of its logged predictions, its inputs against its training data, its errors
 * against its own past, and the alarms that were raised. Stands between {@code serving}, which it reads, and
 * {@code retrain}, which acts on its reports. Imports {@code drift}, {@code serving}, {@code registry}, {@code model}
 * and {@code data}.
 */
@NullMarked
package dev.anneal.tasks.monitor;

import org.jspecify.annotations.NullMarked;
