/**
 * Task types of a home's own: jars that are found in a folder, loaded apart from Anneal's libraries and from each other,
 * checked, and added to the catalog; what of Anneal they see. Imports {@code task}, {@code settings}, {@code artifact},
 * {@code codec}, {@code spec}, {@code run} and {@code problem}.
 */
@NullMarked
package dev.anneal.engine.plugin;

import org.jspecify.annotations.NullMarked;
