/**
 * The YAML front end: a file composed to nodes by SnakeYAML, its scalars resolved by the YAML 1.2 core schema, and put
 * into a draft with the place of every part. Nothing of the file is ever constructed as an object. Imports {@code draft},
 * {@code expression} and the engine.
 */
@NullMarked
package dev.anneal.dsl.yaml;

import org.jspecify.annotations.NullMarked;
