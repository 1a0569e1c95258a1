package dev.anneal.engine.task;

import dev.anneal.engine.artifact.ValueType;

/** One output that a task type declares. */
public record OutputSpec(String name, ValueType type, String help) {}
